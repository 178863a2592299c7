package io.nodectl.process;

import io.nodectl.process.StopPlan.Step;
import io.nodectl.spawn.Child;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How far the ending of one child has come.
final class Ending {
  private final CompletableFuture<StopOutcome> outcome = new CompletableFuture<>();
  private @Nullable StopPlan plan;
  private Step done = Step.ASKED;

  /// Completed when the child is gone, or will not go.
  CompletableFuture<StopOutcome> outcome() {
    return outcome.copy();
  }

  /// Sets the plan, or moves the one that is there forward.
  ///
  /// @return whether it is the first one
  boolean plan(StopPlan wish) {
    boolean first = plan == null;
    plan = plan == null ? wish : plan.orEarlier(wish);
    return first;
  }

  long dueAt() {
    return plan == null ? EventLoop.NEVER : plan.after(done);
  }

  /// Does the steps that are due by now.
  ///
  /// @param input the child's standard input, if it has one of ours
  void advance(long now, Child child, @Nullable InputPipe input) {
    if (plan == null) {
      return;
    }
    Step target = plan.at(now);
    while (done.compareTo(target) < 0) {
      done = done.next();
      take(done, child, input);
    }
  }

  private void take(Step step, Child child, @Nullable InputPipe input) {
    switch (step) {
      case ASKED -> {}
      case TERMINATED -> {
        if (input != null) {
          input.close();
        }
        Tree.terminate(child);
      }
      case KILLED -> Tree.kill(child);
      case GIVEN_UP -> outcome.complete(StopOutcome.UNKILLABLE);
    }
  }

  /// The child is gone, for whatever reason.
  void over() {
    if (plan == null) {
      outcome.complete(StopOutcome.ALREADY_GONE);
    } else {
      outcome.complete(done.compareTo(Step.KILLED) < 0 ? StopOutcome.GRACEFUL : StopOutcome.FORCED);
    }
  }
}
