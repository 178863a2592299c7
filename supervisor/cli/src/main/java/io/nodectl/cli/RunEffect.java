package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.Spillback;

/// What is to be done while a program runs as if it ran here.
sealed interface RunEffect {
  /// Writes what the program has written.
  record Write(LogStream stream, ByteString bytes) implements RunEffect {}

  /// Sends something to the raylet.
  record Send(AttachRequest request) implements RunEffect {}

  /// Asks another raylet.
  record Move(Spillback to) implements RunEffect {}

  /// Says what keeps the program from running; not worth saying if that is over at once.
  record Progress(String text) implements RunEffect {}

  /// The program runs: it is to have our standard input, and what kept it from running is of no
  /// interest any more.
  record Runs() implements RunEffect {}

  /// Says something in any case.
  record Tell(String text) implements RunEffect {}

  /// It is over: the program ended.
  record End(int exitCode) implements RunEffect {}

  /// It is over, and the reason is ours.
  record Fail(RunFailure failure) implements RunEffect {}
}
