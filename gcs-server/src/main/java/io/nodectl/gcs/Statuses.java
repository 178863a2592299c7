package io.nodectl.gcs;

import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.rpc.NodeId;

/// What a reply's status says; the numbers are those of Ray 2.60's `StatusCode`.
final class Statuses {

  static final int INVALID = 4;
  static final int NOT_FOUND = 17;

  /// `Disconnected`: our raylet tells a node that died by it from one that was described wrongly.
  static final int DEAD = 18;

  private static final GcsStatus OK = GcsStatus.getDefaultInstance();

  private Statuses() {}

  static GcsStatus ok() {
    return OK;
  }

  static GcsStatus invalid(String why) {
    return GcsStatus.newBuilder().setCode(INVALID).setMessage(why).build();
  }

  static GcsStatus notFound(String what) {
    return GcsStatus.newBuilder().setCode(NOT_FOUND).setMessage(what).build();
  }

  static GcsStatus dead(NodeId node) {
    return GcsStatus.newBuilder()
        .setCode(DEAD)
        .setMessage(
            "node %s is DEAD and cannot come back; start the raylet with a new id".formatted(node))
        .build();
  }
}
