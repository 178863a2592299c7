package io.nodectl.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is to be executed, so that a worker lives in its runtime environment.
///
/// No shell stands between, unless the context's prefix has something that only a shell can do;
/// then bash executes the program in its own place, so the pid stays.
///
/// @param words the program and its arguments; a program without a slash is to be looked up in the
///     PATH of `environment`, one with a slash is relative to `directory`
/// @param environment all variables of the program
/// @param directory where it is to run
public record WorkerExec(List<String> words, Map<String, String> environment, Path directory) {
  /// What a shell takes when PATH is unset.
  static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

  private static final Set<String> PYTHONS = Set.of("python", "python3");

  public WorkerExec {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// Applies a context to a command. Nothing is started and no file is looked at.
  ///
  /// @param environment what the program would have without a runtime environment
  /// @param directory where it would run without one
  public static WorkerExec of(
      WorkerContext context,
      WorkerCommand command,
      Map<String, String> environment,
      Path directory) {
    Map<String, String> variables = EnvVars.over(environment, context.envVars());
    Prefix prefix = Prefix.of(context.commandPrefix());
    List<String> words = words(context, command, variables);
    Path folder = prefix.folder().map(Path::of).orElse(directory);
    return new WorkerExec(inBash(prefix.forBash(), words), prefix.activatedIn(variables), folder);
  }

  private static List<String> words(
      WorkerContext context, WorkerCommand command, Map<String, String> variables) {
    return switch (command) {
      case WorkerCommand.Python(List<String> arguments) ->
          joined(python(context), entered(context, arguments));
      case WorkerCommand.Java(List<String> jars, List<String> arguments) -> {
        List<String> all = joined(jars, classPath(context));
        List<String> option = all.isEmpty() ? List.of() : List.of("-cp", String.join(":", all));
        yield joined(joined(List.of("java"), option), entered(context, arguments));
      }
      case WorkerCommand.AnyProgram(List<String> words) -> {
        addClassPath(context, variables);
        yield PYTHONS.contains(words.getFirst()) && context.pyExecutable().isPresent()
            ? joined(python(context), words.subList(1, words.size()))
            : words;
      }
    };
  }

  private static List<String> python(WorkerContext context) {
    return ShellWords.split(context.pyExecutable().orElse("python3"));
  }

  private static List<String> entered(WorkerContext context, List<String> arguments) {
    if (context.entrypoint().isEmpty() || arguments.isEmpty()) {
      return arguments;
    }
    return joined(List.of(context.entrypoint().get()), arguments.subList(1, arguments.size()));
  }

  /// As in Ray 2.60, each entry as the folder that jars lie in, and as what holds classes itself.
  private static List<String> classPath(WorkerContext context) {
    List<String> entries = new ArrayList<>();
    for (String jar : context.javaJars()) {
      entries.add(jar + "/*");
      entries.add(jar);
    }
    return entries;
  }

  private static void addClassPath(WorkerContext context, Map<String, String> variables) {
    List<String> entries = new ArrayList<>(classPath(context));
    if (!entries.isEmpty()) {
      String own = variables.getOrDefault("CLASSPATH", "");
      if (!own.isEmpty()) {
        entries.add(own);
      }
      variables.put("CLASSPATH", String.join(":", entries));
    }
  }

  private static List<String> inBash(List<String> prefix, List<String> words) {
    if (prefix.isEmpty()) {
      return words;
    }
    // A program that runs another one, such as a profiler, cannot run a builtin of the shell.
    boolean complete = prefix.getLast().endsWith("&&") || prefix.getLast().endsWith(";");
    String script = String.join(" ", prefix) + (complete ? " exec " : " ") + ShellWords.join(words);
    return List.of("bash", "-c", script);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /// The same with further variables on top, which no context changes.
  public WorkerExec with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new WorkerExec(words, all, directory);
  }

  /// The program and where it runs; an environment may hold secrets.
  @Override
  public String toString() {
    return ShellWords.join(words) + " in " + directory;
  }
}
