package io.nodectl.raylet.workers;

import io.nodectl.messages.gcs.LaunchRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What of the workers outlives this process.
interface Records {

  /// Keeps it in the place of the one with that worker id; completes when it is kept, and fails if
  /// it cannot be.
  CompletableFuture<Void> put(LaunchRecord record);

  /// Forgets it, some time.
  void remove(WorkerId id);

  /// What raylets before this one have kept of this node; fails if nobody tells.
  CompletableFuture<List<LaunchRecord>> ofNode();
}
