package io.nodectl.node;

import java.util.List;

/// What to run for a component.
public sealed interface Command {
  /// A program of the distribution that the node runs from.
  ///
  /// @param program its name, such as `gcs-server`
  /// @param arguments its arguments; may hold {@linkplain Placeholders placeholders}
  record OfDistribution(String program, List<String> arguments) implements Command {
    public OfDistribution {
      arguments = List.copyOf(arguments);
    }
  }

  /// Any program.
  ///
  /// @param argv the program and its arguments; may hold {@linkplain Placeholders placeholders}
  record OfPath(List<String> argv) implements Command {
    public OfPath {
      argv = List.copyOf(argv);
      if (argv.isEmpty()) {
        throw new InvalidInput("a command needs at least the program's name");
      }
    }
  }

  /// Another command, and how somebody looks into what it runs.
  record Debugged(Command command, Debugging how) implements Command {}

  /// Whether it runs a program of the distribution, whoever looks into it.
  default boolean isOfDistribution() {
    return switch (this) {
      case OfDistribution _ -> true;
      case OfPath _ -> false;
      case Debugged(Command command, _) -> command.isOfDistribution();
    };
  }

  /// The words that may hold placeholders.
  default List<String> words() {
    return switch (this) {
      case OfDistribution(_, List<String> arguments) -> arguments;
      case OfPath(List<String> argv) -> argv;
      case Debugged(Command command, _) -> command.words();
    };
  }
}
