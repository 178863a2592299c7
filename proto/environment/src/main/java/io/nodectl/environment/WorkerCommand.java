package io.nodectl.environment;

import java.util.List;

/// What a worker is to execute.
public sealed interface WorkerCommand {
  /// A Python worker: the interpreter of its environment with these arguments.
  ///
  /// @param arguments such as a script and what it is told
  record Python(List<String> arguments) implements WorkerCommand {
    public Python {
      arguments = List.copyOf(arguments);
    }
  }

  /// A Java worker: a JVM with its environment's class path and these arguments.
  ///
  /// @param jars class path that every such worker has, before that of the environment
  /// @param arguments of the JVM, its main class, and what that is told
  record Java(List<String> jars, List<String> arguments) implements WorkerCommand {
    public Java {
      jars = List.copyOf(jars);
      arguments = List.copyOf(arguments);
    }
  }

  /// Any program. A `python` or `python3` without a folder is the interpreter of the environment,
  /// and a JVM finds the environment's jars in CLASSPATH.
  ///
  /// @param words the program, by name or path, and its arguments
  record AnyProgram(List<String> words) implements WorkerCommand {
    public AnyProgram {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("there is no program to run");
      }
    }
  }
}
