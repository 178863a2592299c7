package io.nodectl.raylet;

/// What came back from an attempt to register, or from asking whether gcs still knows the node.
sealed interface GcsAnswer {

  /// Gcs has the node in its table.
  record Acknowledged() implements GcsAnswer {}

  /// Gcs does not count the node as alive: it lost its tables, or has given the node up. It tells
  /// which when the node registers again.
  record Forgotten() implements GcsAnswer {}

  /// Gcs counts this node's id as DEAD, and an id never comes back.
  ///
  /// @param why what gcs said
  record Dead(String why) implements GcsAnswer {}

  /// Nobody answered, or only with a passing trouble: worth another try.
  record Unreachable(String cause) implements GcsAnswer {}

  /// Gcs answered and will answer the same the next time.
  ///
  /// @param why a sentence for a person: what was refused, why, and what to do
  record Refused(String why) implements GcsAnswer {}
}
