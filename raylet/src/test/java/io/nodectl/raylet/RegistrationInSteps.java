package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.handshake.Endpoint;
import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.raylet.GcsAnswer.Acknowledged;
import io.nodectl.raylet.GcsAnswer.Unreachable;
import io.nodectl.raylet.RegistrationAction.Pause;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import io.nodectl.rpc.Access;
import java.util.List;
import java.util.Optional;

/// A registration that goes from event to event, and what the tests of it have in common.
final class RegistrationInSteps {

  static final Access OPEN = Access.open();
  static final GcsPeer GCS = new GcsPeer(new Endpoint("127.0.0.1", 6379), 1);
  static final AgentPeer AGENT = agentOn(5001);

  private Registration registration = Registration.start();

  @Override
  public String toString() {
    return registration.toString();
  }

  /// The actual actions come first, so that they have happened when the expected ones are named.
  static void expect(List<RegistrationAction> actual, RegistrationAction... expected) {
    assertEquals(List.of(expected), actual);
  }

  List<RegistrationAction> on(RegistrationEvent event) {
    Registration.Step step = registration.on(event);
    registration = step.next();
    return step.actions();
  }

  void wire() {
    on(new Configured(OPEN));
    on(new GcsWired(GCS));
    on(new AgentWired(AGENT));
  }

  void register() {
    wire();
    acknowledge();
  }

  List<RegistrationAction> acknowledge() {
    return on(new Answered(attempt(), new Acknowledged()));
  }

  List<RegistrationAction> unreachable() {
    return on(new Answered(attempt(), new Unreachable("Connection refused")));
  }

  /// What follows an acknowledgement: gcs will be asked whether it still knows the node.
  Pause untilTheCheck() {
    return new Pause(attempt(), Registration.CHECK_EVERY);
  }

  /// The pause is over, and gcs is asked.
  List<RegistrationAction> check() {
    return on(new PauseEnded(attempt()));
  }

  int attempt() {
    return registration.attempt();
  }

  static GcsPeer restarted(GcsPeer gcs) {
    return new GcsPeer(gcs.at(), gcs.generation() + 1);
  }

  static AgentPeer agentOn(int port) {
    return new AgentPeer(Optional.of(new Endpoint("127.0.0.1", port)));
  }
}
