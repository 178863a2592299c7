package io.nodectl.process;

import io.nodectl.handshake.Order;
import io.nodectl.spawn.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A child that was launched. All methods may be called from any thread and none of them blocks.
public interface ManagedChild {
  /// The name of its {@link ChildSpec}.
  String name();

  /// Its process id; 0 before {@link ChildEvent.Launched}.
  long pid();

  /// Tells the child something. What it does not read waits: of WIRE only the newest per peer, of
  /// CONFIG and STOP all. A child that has ended is not told.
  ///
  /// @throws IllegalArgumentException if the record is longer than a pipe takes in one piece
  /// @throws IllegalStateException if its standard input is not {@link StandardInput#WIRE}
  void order(Order order);

  /// Lets the time that the child has until it must be ready stand still, as while somebody looks
  /// into a process in a debugger, or run again. It has no effect on one that is ready.
  void holdDeadline(boolean still);

  /// Ends the child: STOP at once, SIGTERM to its session when two thirds of the time are over (at
  /// once for a child that hears no orders), SIGKILL to it and to all its descendants at the end.
  /// Asked again, the earlier end counts.
  ///
  /// @param grace for the whole ladder up to SIGKILL; zero kills at once
  /// @return completed after {@link ChildEvent.Ended}; never fails
  CompletableFuture<StopOutcome> stop(Duration grace);

  /// The same for a child that is to be launched again: STOP tells it so, and it keeps its place
  /// among its peers.
  CompletableFuture<StopOutcome> stopForRestart(Duration grace);

  /// Ends the child and all its descendants with SIGKILL.
  void kill();

  /// Sends a signal to it and to what it has in its process group. One that has ended, or has not
  /// begun, is not told.
  void signal(Signal signal);

  /// Gives it bytes for its standard input ({@link StandardInput#BYTES}).
  ///
  /// @param taken run on the thread of {@link Children} once it has taken them, or will never
  void input(byte[] bytes, Runnable taken);

  /// Ends its standard input ({@link StandardInput#BYTES}) after what was given before.
  void endInput();

  /// Closes our end of one of its outputs ({@link ChildOutput.Apart}): the child meets a pipe that
  /// nobody reads (SIGPIPE, EPIPE). What was on its way is dropped.
  void closeOutput(OutputTap.Stream stream);

  /// Reads its output on, after the {@link OutputTap} had wanted nothing more.
  void resumeOutput();

  /// The end of its output so far, oldest line first, at most `n` and at most 200 lines.
  List<String> lastLines(int n);
}
