package io.nodectl.node;

import io.nodectl.handshake.Ports;
import java.time.Duration;
import java.util.Optional;

/// Something that happened to the node, or that somebody asked of it.
sealed interface NodeEvent {
  /// The launch begins.
  record Begin() implements NodeEvent {}

  /// A component runs as that process.
  record Launched(String component, long pid) implements NodeEvent {}

  /// A component has bound its ports.
  ///
  /// @param reportedNanos when its report was read, before the owner check
  /// @param doubt why the owner check could not tell whether the ports are its own; empty if they
  ///     are
  record Bound(String component, Ports ports, long reportedNanos, String doubt)
      implements NodeEvent {}

  /// A component serves.
  record Ready(String component) implements NodeEvent {}

  /// A component asked for more time before it must be ready.
  record Extended(String component, Duration by) implements NodeEvent {}

  /// A component says what it is doing.
  record Said(String component, String text) implements NodeEvent {}

  /// A component waits for a Java debugger, for the first time since its launch or because a
  /// debugger has left.
  ///
  /// @param port where, on the loopback address
  record DebuggerAwaited(String component, int port) implements NodeEvent {}

  /// A component did not become ready, and never will; it may still be ending.
  record NeverReady(Problem problem) implements NodeEvent {}

  /// A component's process is gone, and its last words are read.
  ///
  /// @param problem what to tell people if nobody had asked it to end
  record Ended(Problem problem) implements NodeEvent {}

  /// A component that runs does not answer any more: it is to be ended and started again, as if it
  /// had died.
  ///
  /// @param why what was asked of it and what came, for people
  record Unhealthy(String component, String why) implements NodeEvent {}

  /// Somebody wants a component to be started again.
  record RestartAsked(String component) implements NodeEvent {}

  /// The start is out of time.
  record OutOfTime(String component, Problem problem) implements NodeEvent {}

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
  record Pulse() implements NodeEvent {}
}
