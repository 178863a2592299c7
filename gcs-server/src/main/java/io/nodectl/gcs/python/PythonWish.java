package io.nodectl.gcs.python;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// What somebody said of the Python that this cluster's programs have.
public sealed interface PythonWish {

  /// Nothing: it is looked for.
  record Found() implements PythonWish {}

  /// A version, such as `3.11.7`.
  record Version(String version) implements PythonWish {}

  /// An interpreter, to be asked.
  record Interpreter(Path program) implements PythonWish {}

  /// Three numbers: Ray 2.60's programs compare all of them.
  Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /// Reads `X.Y.Z` or the path of an interpreter.
  ///
  /// @throws IllegalArgumentException if it is neither; the message is for the user
  static PythonWish read(String text) {
    if (VERSION.matcher(text).matches()) {
      return new Version(text);
    }
    if (!text.contains("/")) {
      throw new IllegalArgumentException(
          "'%s' is neither a version such as 3.11.7 nor the path of an interpreter"
              .formatted(text));
    }
    return new Interpreter(Path.of(text).toAbsolutePath());
  }
}
