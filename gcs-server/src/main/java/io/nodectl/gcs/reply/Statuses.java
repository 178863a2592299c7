package io.nodectl.gcs.reply;

import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.rpc.NodeId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What a reply's status says; the numbers are those of Ray 2.60's `StatusCode`.
public final class Statuses {

  public static final int INVALID = 4;
  public static final int NOT_FOUND = 17;

  /// `Disconnected`: our raylet tells a node that died by it from one that was described wrongly.
  public static final int DEAD = 18;

  public static final int CANCELLED = 19;
  public static final int ALREADY_EXISTS = 20;

  private static final GcsStatus OK = GcsStatus.getDefaultInstance();

  private Statuses() {}

  public static GcsStatus ok() {
    return OK;
  }

  public static GcsStatus invalid(String why) {
    return GcsStatus.newBuilder().setCode(INVALID).setMessage(why).build();
  }

  /// INVALID for a request that has a problem, else what comes of it.
  ///
  /// @param problem why it is not even tried
  public static CompletableFuture<GcsStatus> invalidOr(
      Optional<String> problem, Supplier<CompletableFuture<GcsStatus>> work) {
    return problem.map(why -> CompletableFuture.completedFuture(invalid(why))).orElseGet(work);
  }

  public static GcsStatus notFound(String what) {
    return GcsStatus.newBuilder().setCode(NOT_FOUND).setMessage(what).build();
  }

  /// `SchedulingCancelled`: what was to be made will not be.
  public static GcsStatus cancelled(String why) {
    return GcsStatus.newBuilder().setCode(CANCELLED).setMessage(why).build();
  }

  public static GcsStatus alreadyExists(String what) {
    return GcsStatus.newBuilder().setCode(ALREADY_EXISTS).setMessage(what).build();
  }

  public static GcsStatus dead(NodeId node) {
    return GcsStatus.newBuilder()
        .setCode(DEAD)
        .setMessage(
            "node %s is DEAD and cannot come back; start the raylet with a new id".formatted(node))
        .build();
  }
}
