package io.nodectl.cli;

import io.grpc.Status;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.LogStream;

/// What happens while a program runs as if it ran here.
sealed interface RunEvent {
  /// The raylet said something.
  record Answered(AttachReply reply) implements RunEvent {}

  /// The call to the raylet has ended without the program's end.
  record Broken(Status status) implements RunEvent {}

  /// This process got a signal.
  ///
  /// @param atMs when, by some clock that only goes on
  record Signalled(int number, long atMs) implements RunEvent {}

  /// An output of ours is closed.
  record ReaderGone(LogStream stream) implements RunEvent {}

  /// It does not run yet, and the time for that is over.
  record TimeOver() implements RunEvent {}
}
