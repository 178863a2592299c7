package io.nodectl.program;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// A flag of a program and, once the command line is read, its value.
///
/// Not an annotated field: to read annotations takes picocli longer than all the rest, in a JVM
/// that has just started.
public final class Flag<T> {

  private final OptionSpec option;

  private Flag(OptionSpec option) {
    this.option = option;
  }

  /// A flag without a value: it is there or not.
  public static Flag<Boolean> of(String name, String description) {
    return new Flag<>(
        OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  /// A flag with a value.
  ///
  /// @param label stands for the value in help
  /// @param reader throws IllegalArgumentException, with a message for the user, for what it cannot
  ///     read
  public static <T> Flag<T> of(
      String name, String label, Function<String, T> reader, String description) {
    return new Flag<>(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(Object.class)
            .converters(text -> read(reader, text))
            .description(description)
            .build());
  }

  /// The path of a file.
  public static Flag<Path> file(String name, String description) {
    return of(name, "FILE", Path::of, description);
  }

  /// The value; empty if the flag is not there.
  public Optional<T> value() {
    @Nullable T value = option.getValue();
    return Optional.ofNullable(value);
  }

  OptionSpec option() {
    return option;
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
