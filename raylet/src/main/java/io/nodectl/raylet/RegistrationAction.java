package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import java.time.Duration;

/// What a [Registration] wants done.
sealed interface RegistrationAction {

  /// Open a channel to this gcs and drop the one before it, with all calls on it.
  record Connect(GcsPeer gcs, Access access) implements RegistrationAction {}

  /// Send `RegisterNode` with this agent; answer with [RegistrationEvent.Answered].
  record Register(int attempt, AgentPeer agent) implements RegistrationAction {}

  /// Ask gcs whether it counts the node as alive; answer with [RegistrationEvent.Answered].
  record CheckAlive(int attempt) implements RegistrationAction {}

  /// Answer with [RegistrationEvent.PauseEnded] after this time.
  record Pause(int attempt, Duration length) implements RegistrationAction {}

  /// Report READY to the parent.
  record TellReady() implements RegistrationAction {}

  /// Report what we are waiting for to the parent.
  record TellStatus(String text) implements RegistrationAction {}

  /// Report FAIL to the parent, without a retry, and end the program.
  record GiveUp(String why) implements RegistrationAction {}

  /// Report FAIL to the parent: a start with another node id would help. End the program.
  record LeaveIdBehind(String why) implements RegistrationAction {}

  /// Send `UnregisterNode`; the registration is over after it.
  record Unregister(Departure departure) implements RegistrationAction {}

  /// The registration is over and gcs need not be told.
  record Finish() implements RegistrationAction {}
}
