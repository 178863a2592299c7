package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;

/// What can happen to a registration.
sealed interface RegistrationEvent {

  /// The parent told us how to authenticate.
  record Configured(Access access) implements RegistrationEvent {}

  /// The parent told us where gcs-server is.
  record GcsWired(GcsPeer gcs) implements RegistrationEvent {}

  /// The parent told us where the runtime env agent is.
  record AgentWired(AgentPeer agent) implements RegistrationEvent {}

  /// The call of this attempt has ended.
  record Answered(int attempt, GcsAnswer answer) implements RegistrationEvent {}

  /// The pause after this failed attempt is over.
  record PauseEnded(int attempt) implements RegistrationEvent {}

  /// The raylet is to end, and why.
  record LeaveAsked(Departure departure) implements RegistrationEvent {}
}
