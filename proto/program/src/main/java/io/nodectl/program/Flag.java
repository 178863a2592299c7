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
  private final OptionSpec option;

  private Flag(OptionSpec option) {
    this.option = option;
  }

  /// A flag without a value: it is there or not.
  ///
  /// @param names all of its names, separated by commas
  public static Flag<Boolean> of(String names, String... description) {
    return new Flag<>(
        OptionSpec.builder(names.split(",", -1))
            .type(boolean.class)
            .description(description)
            .build());
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
    return new Flag<>(builder.build());
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

  /// What the command line says; empty if the flag is not there.
  public Optional<T> value() {
    @Nullable T value = option.getValue();
    return Optional.ofNullable(value);
  }

  /// Whether it is there.
  public boolean isGiven() {
    return value().isPresent();
  }

  /// Its longest name, with the dashes.
  public String name() {
    return option.longestName();
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
