package io.nodectl.raylet.workers;

import io.grpc.stub.ServerCallStreamObserver;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import org.jspecify.annotations.Nullable;

/// A caller who watches one worker; on the thread of the workers.
final class Watching implements Watcher {
  private final Workers workers;
  private final WatchRequest request;
  private final ServerCallStreamObserver<WatchReply> caller;
  private @Nullable Worker worker;
  private boolean over;

  Watching(Workers workers, WatchRequest request, ServerCallStreamObserver<WatchReply> caller) {
    this.workers = workers;
    this.request = request;
    this.caller = caller;
  }

  void open() {
    caller.setOnCancelHandler(() -> workers.run(this::leave));
    var _ =
        workers
            .with(
                request.getWorkerId(),
                found -> {
                  worker = found;
                  found.watchers.add(this);
                  changed(workers.messages().info(found));
                  return found;
                })
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    caller.onError(WorkersService.status(failure).asRuntimeException());
                  }
                });
  }

  private static boolean isOutcome(WorkerInfo info) {
    return switch (info.getState()) {
      case STARTING, STOPPING, WORKER_STATE_UNSPECIFIED, UNRECOGNIZED -> false;
      case PENDING -> !info.getReason().isEmpty();
      case READY, UNHEALTHY, EXITED, FAILED -> true;
    };
  }

  private void leave() {
    over = true;
    if (worker != null) {
      worker.watchers.remove(this);
    }
  }

  @Override
  public void changed(WorkerInfo info) {
    if (!request.getOutcomesOnly() || isOutcome(info)) {
      say(WatchReply.newBuilder().setWorker(info));
    }
    if (EndWatcher.isFinal(info.getState())) {
      end();
    }
  }

  @Override
  public void progress(String text) {
    say(WatchReply.newBuilder().setProgress(text));
  }

  @Override
  public void moved(Spillback to) {
    say(WatchReply.newBuilder().setMoved(to));
    end();
  }

  private void say(WatchReply.Builder reply) {
    if (!over) {
      caller.onNext(reply.build());
    }
  }

  private void end() {
    if (!over) {
      leave();
      caller.onCompleted();
    }
  }
}
