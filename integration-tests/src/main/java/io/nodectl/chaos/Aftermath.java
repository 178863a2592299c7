package io.nodectl.chaos;

/// What has become of a node after a blow.
sealed interface Aftermath {
  /// Everything of it is up.
  ///
  /// @param millis since the blow
  record ReadyAgain(long millis) implements Aftermath {}

  /// No process of it is left.
  ///
  /// @param millis since the blow
  record Gone(long millis) implements Aftermath {}

  /// Neither, for longer than anything may take.
  ///
  /// @param what the last that was seen of it
  record Stuck(String what) implements Aftermath {}

  /// For people.
  default String text() {
    return switch (this) {
      case ReadyAgain(long millis) -> "ready again after " + millis + " ms";
      case Gone(long millis) -> "gone after " + millis + " ms";
      case Stuck(String what) -> "STUCK: " + what;
    };
  }
}
