package io.nodectl.program;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a flag's value with a parser of ours, and shows the user what that says, not that it
/// threw.
public abstract class ExplainingConverter<T> implements ITypeConverter<T> {

  private final Function<String, T> parser;

  /// @param parser throws IllegalArgumentException, with a message for the user, if the text is of
  ///     no use
  protected ExplainingConverter(Function<String, T> parser) {
    this.parser = parser;
  }

  @Override
  public final T convert(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
