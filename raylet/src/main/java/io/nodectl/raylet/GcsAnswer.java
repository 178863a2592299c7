package io.nodectl.raylet;

/// What came back from an attempt to register.
sealed interface GcsAnswer {

  /// Gcs has the node in its table.
  record Acknowledged() implements GcsAnswer {}

  /// Nobody answered, or only with a passing trouble: worth another try.
  record Unreachable(String cause) implements GcsAnswer {}

  /// Gcs answered and will answer the same the next time.
  ///
  /// @param why a sentence for a person: what was refused, why, and what to do
  record Refused(String why) implements GcsAnswer {}
}
