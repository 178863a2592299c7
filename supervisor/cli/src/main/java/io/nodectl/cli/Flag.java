package io.nodectl.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// An option of a command and, once the command line is read, its value.
///
/// Options are objects and not annotated fields, because to read the annotations of one command
/// takes 55 of the 62 ms that reading a command line then takes in a JVM that has just started
/// (JDK 25 with an AOT cache, two cores).
final class Flag<T> {
  private final OptionSpec option;

  private Flag(OptionSpec option) {
    this.option = option;
  }

  /// An option that is there or not.
  ///
  /// @param names all of its names, separated by commas
  static Flag<Boolean> of(String names, String... description) {
    return new Flag<>(
        OptionSpec.builder(names.split(",", -1))
            .type(boolean.class)
            .description(description)
            .build());
  }

  /// An option with a text as its value.
  static Flag<String> of(String name, Value value, String... description) {
    return of(name, value, text -> text, description);
  }

  /// An option with a value.
  ///
  /// @param reader throws picocli's TypeConversionException for what it cannot read
  static <T> Flag<T> of(
      String name, Value value, Function<String, T> reader, String... description) {
    OptionSpec.Builder builder =
        OptionSpec.builder(name)
            .paramLabel(value.label())
            .type(Object.class)
            .converters(reader::apply)
            .description(description);
    if (!value.words().isEmpty()) {
      builder.completionCandidates(value.words());
    }
    return new Flag<>(builder.build());
  }

  /// How the value of an option looks.
  ///
  /// @param label stands for it in help
  /// @param words all values that are possible, for completion; empty if those are many
  record Value(String label, List<String> words) {
    static Value called(String label) {
      return new Value(label, List.of());
    }

    static Value oneOf(List<String> words) {
      return new Value(String.join("|", words), words);
    }
  }

  void addTo(CommandSpec spec) {
    spec.addOption(option);
  }

  /// What the command line says.
  Optional<T> value() {
    @Nullable T value = option.getValue();
    return Optional.ofNullable(value);
  }

  /// Whether it is there.
  boolean isGiven() {
    return value().isPresent();
  }

  String name() {
    return option.longestName();
  }
}
