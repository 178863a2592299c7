package io.nodectl.node;

import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.Optional;

/// Something that happened to the node, or that somebody asked of it.
sealed interface NodeEvent {
  /// Something that happened to the process of a component.
  sealed interface OfProcess extends NodeEvent {}

  /// The launch begins.
  record Begin() implements NodeEvent {}

  /// A component runs as that process.
  record Launched(String component, long pid) implements OfProcess {}

  /// A component has bound its ports.
  ///
  /// @param reportedNanos when its report was read, before the owner check
  /// @param doubt why the owner check could not tell whether the ports are its own; empty if they
  ///     are
  record Bound(String component, Ports ports, long reportedNanos, String doubt)
      implements OfProcess {}

  /// A component serves.
  record Ready(String component) implements OfProcess {}

  /// A component that was asked for its health serves, or the time for that is over.
  ///
  /// @param generation which launch of it was asked
  /// @param problem empty if it serves
  record HealthKnown(String component, int generation, Optional<Problem> problem)
      implements OfProcess {}

  /// A component asked for more time before it must be ready.
  record Extended(String component, Duration by) implements OfProcess {}

  /// A component says what it is doing.
  record Said(String component, String text) implements OfProcess {}

  /// A component waits for a Java debugger, for the first time since its launch or because a
  /// debugger has left.
  ///
  /// @param port where, on the loopback address
  record DebuggerAwaited(String component, int port) implements OfProcess {}

  /// A component did not become ready, and never will, or gives up; it may still be ending.
  ///
  /// @param kind `NEVER_READY`, `HOPELESS` or `NODE_DEAD`
  record NeverReady(Problem problem, Downfall.Kind kind) implements OfProcess {
    NeverReady(Problem problem) {
      this(problem, Downfall.Kind.NEVER_READY);
    }
  }

  /// A component's process has died; what it left behind is still being looked at.
  record Exited(String component) implements OfProcess {}

  /// A component's process is gone with all that it had started, and its last words are read.
  ///
  /// @param problem what to tell people if nobody had asked it to end
  record Ended(Problem problem, ExitStatus status) implements OfProcess {}

  /// The start is out of time.
  record OutOfTime(String component, Problem problem) implements OfProcess {}

  /// The number that a component was to keep cannot be held for it.
  record PortLost(String component, int port, String why) implements OfProcess {}

  /// The pause before a restart is over.
  ///
  /// @param generation which launch it was that ended
  record RestartDue(String component, int generation) implements NodeEvent {}

  /// There is a new node id, and a component that waits for it.
  record NodeIdDrawn(String component, String nodeId) implements NodeEvent {}

  /// A component that runs does not answer any more: it is to be ended and started again, as if it
  /// had died.
  ///
  /// @param why what was asked of it and what came, for people
  record Unhealthy(String component, String why) implements NodeEvent {}

  /// Somebody wants a component to be started again.
  record RestartAsked(String component) implements NodeEvent {}

  /// Some output of a component did not get to its log.
  ///
  /// @param lines how many lines since this was last told
  record LogDropped(String component, long lines, long bytes, String why) implements NodeEvent {}

  /// Something that the node as a whole needs does not work.
  record Broken(Problem problem) implements NodeEvent {}

  /// Somebody wants the node down.
  ///
  /// @param grace how long that may take before it is forced
  record StopAsked(String reason, Duration grace) implements NodeEvent {}

  /// Whoever asked for the start went away; that undoes a start, and means nothing afterwards.
  record StarterGone() implements NodeEvent {}

  /// What the node was started with was read anew.
  ///
  /// @param token the node's token, if it is another one than before
  record Reloaded(Optional<Auth.Token> token) implements NodeEvent {}

  /// Nothing happened: somebody wants to see the supervisor alive.
  record SignOfLife() implements NodeEvent {}
}
