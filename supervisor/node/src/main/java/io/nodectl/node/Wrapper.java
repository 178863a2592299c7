package io.nodectl.node;

import java.nio.file.Path;
import java.util.List;

/// What is put before a component's command line.
public sealed interface Wrapper {
  /// A tool that nodectl knows how to call.
  record Known(Tool tool) implements Wrapper {}

  /// Any program, with its own arguments.
  record Argv(List<String> words) implements Wrapper {
    public Argv {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new InvalidInput("a wrapper needs at least the program's name");
      }
    }
  }

  /// The program to look for.
  default String program() {
    return switch (this) {
      case Known(Tool tool) -> tool.word();
      case Argv(List<String> words) -> words.getFirst();
    };
  }

  /// Its words, for one component of one session.
  default List<String> argv(String component, Path session) {
    return switch (this) {
      case Known(Tool tool) -> tool.argv(component, session);
      case Argv(List<String> words) -> words;
    };
  }
}
