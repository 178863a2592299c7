package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.WorkerFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Has workers of pools launched ahead of their use, given out and given back; on the thread of the
/// workers.
///
/// @param launching has one launched
record PoolDesk(Pool pool, WorkerThread thread, Launching launching) {

  /// Has a worker launched.
  interface Launching {
    /// Has it launched; it is told of before anything happens to it.
    CompletableFuture<LaunchReply> launch(Terms terms, LaunchDesk.Begun begun);
  }

  /// How many were launched.
  ///
  /// @param refused why not all, if it is not all
  record Prestarted(int launched, Optional<WorkerFailure> refused) {}

  /// Launches so many that a number of that kind is idle, or on its way.
  CompletableFuture<Prestarted> prestart(Terms terms, int count) {
    return launch(terms, count - pool.count(Pool.kind(terms.request())), 0);
  }

  private CompletableFuture<Prestarted> launch(Terms terms, int missing, int launched) {
    if (missing <= 0) {
      return CompletableFuture.completedFuture(new Prestarted(launched, Optional.empty()));
    }
    return launching
        .launch(terms, pool::add)
        .thenComposeAsync(
            reply ->
                reply.hasStarted()
                    ? launch(terms, missing - 1, launched + 1)
                    : CompletableFuture.completedFuture(
                        new Prestarted(launched, Optional.of(refusal(reply)))),
            thread.executor());
  }

  private static WorkerFailure refusal(LaunchReply reply) {
    return switch (reply.getAnswerCase()) {
      case REFUSED -> reply.getRefused();
      case WAITING ->
          WorkerFailure.newBuilder()
              .setMessage("one waits for its resources: " + reply.getWaiting().getReason())
              .build();
      case SPILLBACK ->
          WorkerFailure.newBuilder()
              .setMessage(
                  "there is no room for more here, but on node " + reply.getSpillback().getNodeId())
              .build();
      case STARTED, ANSWER_NOT_SET -> WorkerFailure.getDefaultInstance();
    };
  }
}
