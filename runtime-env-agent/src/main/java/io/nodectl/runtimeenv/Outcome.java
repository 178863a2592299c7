package io.nodectl.runtimeenv;

/// What became of a wish for an environment.
sealed interface Outcome {
  /// It is there.
  ///
  /// @param context JSON for the worker that will live in it
  record Created(String context) implements Outcome {}

  /// It cannot be had.
  ///
  /// @param why for the user who asked for it
  record Refused(String why) implements Outcome {}
}
