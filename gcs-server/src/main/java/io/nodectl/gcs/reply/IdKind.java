package io.nodectl.gcs.reply;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// Kinds of ids and how long they are in Ray 2.60. Its programs abort when they read one of another
/// length, so none is taken in, and none is given out.
public enum IdKind {
  NODE("a node id", 28),
  WORKER("a worker id", 28),
  SUBSCRIBER("a subscriber id", 28),
  JOB("a job id", 4),
  ACTOR("an actor id", 16),
  TASK("a task id", 24),
  PLACEMENT_GROUP("a placement group id", 18);

  private final String label;
  private final int bytes;

  IdKind(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /// How long such an id is, in bytes.
  public int bytes() {
    return bytes;
  }

  public boolean fits(ByteString id) {
    return id.size() == bytes;
  }

  /// Why this is no such id; empty if it is one.
  public Optional<String> problem(ByteString id) {
    return fits(id)
        ? Optional.empty()
        : Optional.of("%s has %d bytes, this has %d".formatted(label, bytes, id.size()));
  }

  /// The same for an id that may be left out.
  public Optional<String> problemIfGiven(ByteString id) {
    return id.isEmpty() ? Optional.empty() : problem(id);
  }
}
