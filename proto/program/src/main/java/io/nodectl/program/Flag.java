package io.nodectl.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// A flag of a program or command and, once the command line is read, its value.
///
/// Not an annotated field, because to read the annotations of one command takes 55 of the 62 ms
/// that reading a command line then takes in a JVM that has just started (JDK 25 with an AOT cache,
/// two cores).
public final class Flag<T> {
  private static final String DEFAULT = "(default: ";

  private final OptionSpec option;
  private final Function<String, T> reader;
  private @Nullable T presumed;

  private Flag(OptionSpec option, Function<String, T> reader) {
    this.option = option;
    this.reader = reader;
  }

  /// A flag without a value: it is there or not.
  ///
  /// @param names all of its names, separated by commas
  public static Flag<Boolean> of(String names, String... description) {
    return new Flag<>(
        OptionSpec.builder(names.split(",", -1))
            .type(boolean.class)
            .description(description)
            .build(),
        Flag::readBoolean);
  }

  /// A flag with a text as its value.
  public static Flag<String> of(String name, Value value, String... description) {
    return of(name, value, text -> text, description);
  }

  /// A flag with a value.
  ///
  /// @param reader throws IllegalArgumentException, with a message for the user, for what it cannot
  ///     read
  public static <T> Flag<T> of(
      String name, Value value, Function<String, T> reader, String... description) {
    OptionSpec.Builder builder =
        OptionSpec.builder(name)
            .paramLabel(value.label())
            .type(Object.class)
            .converters(text -> read(reader, text))
            .description(description);
    if (!value.words().isEmpty()) {
      builder.completionCandidates(value.words());
    }
    return new Flag<>(builder.build(), reader);
  }

  /// The path of a file.
  public static Flag<Path> file(String name, String... description) {
    return of(name, Value.called("FILE"), Path::of, description);
  }

  /// How the value of a flag looks.
  ///
  /// @param label stands for it in help
  /// @param words all values that are possible, for completion; empty if those are many
  public record Value(String label, List<String> words) {
    public Value {
      words = List.copyOf(words);
    }

    /// Any value, which help calls by that name.
    public static Value called(String label) {
      return new Value(label, List.of());
    }

    /// One of these words.
    public static Value oneOf(List<String> words) {
      return new Value(String.join("|", words), words);
    }
  }

  /// Makes it known to a command.
  public void addTo(CommandSpec spec) {
    spec.addOption(option);
  }

  /// What the command line says, else what was presumed; empty if neither says anything.
  public Optional<T> value() {
    @Nullable T value = option.getValue();
    return Optional.ofNullable(value == null ? presumed : value);
  }

  /// Whether there is a value.
  public boolean isGiven() {
    return value().isPresent();
  }

  /// Whether the command line has it.
  public boolean isOnCommandLine() {
    @Nullable T value = option.getValue();
    return value != null;
  }

  /// What holds unless the command line says otherwise.
  ///
  /// @param text as on a command line; `true` or `false` for a flag without a value
  /// @throws IllegalArgumentException with a message for the user, if it cannot be read
  public void presume(String text) {
    try {
      T value = reader.apply(text);
      presumed = Boolean.FALSE.equals(value) ? null : value;
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// What the command line says, as it was typed; empty if the flag is not there.
  public Optional<String> typed() {
    if (!isOnCommandLine()) {
      return Optional.empty();
    }
    List<String> words = option.originalStringValues();
    return Optional.of(
        words.isEmpty() ? String.valueOf(option.<Object>getValue()) : String.join(",", words));
  }

  /// What holds without it, in the words of its help; empty if that does not say.
  public String defaultText() {
    String help = String.join(" ", option.description());
    int start = help.indexOf(DEFAULT);
    int end = help.indexOf(')', start);
    return start < 0 || end < 0 ? "" : help.substring(start + DEFAULT.length(), end);
  }

  /// Its longest name, with the dashes.
  public String name() {
    return option.longestName();
  }

  private static Boolean readBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("it is true or false, not '" + text + "'");
    };
  }

  /// Shows the user what the reader says, not that it threw.
  private static <T> T read(Function<String, T> reader, String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
