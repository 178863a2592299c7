package io.nodectl.raylet.workers;

import java.util.concurrent.CompletableFuture;

/// Makes the runtime environments of workers.
public interface Environments {

  /// There is no agent that could.
  Environments NONE =
      new Environments() {
        @Override
        public CompletableFuture<Made> make(String environment) {
          return CompletableFuture.completedFuture(
              new NotMade("this node has no runtime env agent, so no program can have one"));
        }

        @Override
        public void drop(String environment) {}

        @Override
        public void succeed() {}
      };

  /// What came of it.
  sealed interface Made {}

  /// It is there, and in use until it is dropped.
  ///
  /// @param context what a worker's execution needs, as JSON
  record Ready(String context) implements Made {}

  /// It is not there.
  ///
  /// @param why in the words of whoever failed
  record NotMade(String why) implements Made {}

  /// Has it made, or finds it there; the future never fails.
  ///
  /// @param environment JSON as Ray's users write it
  CompletableFuture<Made> make(String environment);

  /// One that was made is not used any more by whom it was made for.
  void drop(String environment);

  /// Raylets of this node before this one use none any more.
  void succeed();
}
