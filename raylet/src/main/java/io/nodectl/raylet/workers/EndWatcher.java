package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import java.util.concurrent.CompletableFuture;

/// Waits for a worker's end.
final class EndWatcher implements Watcher {
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  CompletableFuture<Void> gone() {
    return gone;
  }

  @Override
  public void changed(WorkerInfo worker) {
    if (isFinal(worker.getState())) {
      gone.complete(null);
    }
  }

  static boolean isFinal(WorkerState state) {
    return state == WorkerState.EXITED || state == WorkerState.FAILED;
  }

  @Override
  public void progress(String text) {}

  @Override
  public void moved(Spillback to) {
    gone.complete(null);
  }
}
