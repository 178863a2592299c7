package io.nodectl.process;

import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Something that happened to a child.
///
/// {@link Launched} comes first and {@link Ended} last, each exactly once; a child that could not
/// be started at all has neither, only {@link Failed} with {@link Verdict.CannotStart}.
/// Between them comes {@link Bound}, then {@link Ready}, or {@link Failed} instead of what is still
/// missing. After {@link ManagedChild#stop} only {@link Status}, {@link Refused}, {@link Exited}
/// and {@link Ended} come.
public sealed interface ChildEvent {
  /// The process exists.
  record Launched(long pid) implements ChildEvent {}

  /// It listens on its ports, and nobody else does.
  ///
  /// @param ownership `Held`, or `CannotTell` when it could not be checked
  /// @param reportedNanos when its report was read, before the ownership was checked, by {@link
  ///     System#nanoTime}
  record Bound(Ports ports, Ownership ownership, long reportedNanos) implements ChildEvent {}

  /// It can serve. From here on no deadline runs.
  record Ready() implements ChildEvent {}

  /// What it is doing, in its own words; also a complaint of ours about what one wrote that need
  /// not report.
  ///
  /// @param details further keys of the record
  record Status(String text, Map<String, String> details) implements ChildEvent {
    public Status {
      details = Map.copyOf(details);
    }
  }

  /// It was ready by its report, and what it wrote after that is none. Any of its descendants may
  /// have written it, so that nothing is done about it here.
  ///
  /// @param verdict what would have been given on it before it was ready
  /// @param what is wrong with it
  record Refused(Verdict verdict, String what) implements ChildEvent {}

  /// It asked for more time before it must be ready.
  ///
  /// @param by how long it has from now on, after the limit was applied
  record Extended(Duration by) implements ChildEvent {}

  /// It is a JVM that waits for a debugger. Another port comes when that debugger has left.
  ///
  /// @param port where, on the loopback address
  record DebuggerAwaited(int port) implements ChildEvent {}

  /// It will not become ready: it is being stopped, or is dead already. After {@link Ready} this
  /// comes only when the child itself says that it gives up. At most once.
  record Failed(Verdict verdict) implements ChildEvent {}

  /// Its process has died, and nothing else was done about it yet: for whoever must be quick.
  /// {@link Ended} follows.
  record Exited() implements ChildEvent {}

  /// Some of its output did not get to the disk. A long loss is told every ten seconds; the last of
  /// it may come after {@link Ended}.
  ///
  /// @param lines how many lines since this was last told; a part of one counts as one
  /// @param why in words for a person
  record LogDropped(long lines, long bytes, String why) implements ChildEvent {}

  /// It is reaped, and all that it reported and printed was read.
  ///
  /// @param lastLines the end of its output, oldest first
  record Ended(ExitStatus status, List<String> lastLines) implements ChildEvent {
    public Ended {
      lastLines = List.copyOf(lastLines);
    }
  }
}
