package io.nodectl.raylet;

import static io.nodectl.raylet.RegistrationInSteps.AGENT;
import static io.nodectl.raylet.RegistrationInSteps.GCS;
import static io.nodectl.raylet.RegistrationInSteps.OPEN;
import static io.nodectl.raylet.RegistrationInSteps.agentOn;
import static io.nodectl.raylet.RegistrationInSteps.expect;
import static io.nodectl.raylet.RegistrationInSteps.restarted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.RegistrationAction.Connect;
import io.nodectl.raylet.RegistrationAction.Finish;
import io.nodectl.raylet.RegistrationAction.GiveUp;
import io.nodectl.raylet.RegistrationAction.Pause;
import io.nodectl.raylet.RegistrationAction.Register;
import io.nodectl.raylet.RegistrationAction.TellReady;
import io.nodectl.raylet.RegistrationAction.TellStatus;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final Departure BYE =
      new Departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", Duration.ofSeconds(1));

  private final RegistrationInSteps steps = new RegistrationInSteps();

  @Test
  void gcs_is_asked_as_soon_as_both_peers_are_known_gcs_first() {
    expect(
        steps.on(new Configured(OPEN)),
        new TellStatus("waiting for gcs-server and runtime-env-agent"));
    expect(
        steps.on(new GcsWired(GCS)),
        new Connect(GCS, OPEN),
        new TellStatus("waiting for runtime-env-agent"));
    expect(steps.on(new AgentWired(AGENT)), new Register(steps.attempt(), AGENT));
  }

  @Test
  void gcs_is_asked_as_soon_as_both_peers_are_known_agent_first() {
    steps.on(new Configured(OPEN));
    expect(steps.on(new AgentWired(AGENT)), new TellStatus("waiting for gcs-server"));
    expect(
        steps.on(new GcsWired(GCS)), new Connect(GCS, OPEN), new Register(steps.attempt(), AGENT));
  }

  @Test
  void nobody_is_asked_before_it_is_known_how_to_authenticate() {
    steps.on(new GcsWired(GCS));
    expect(steps.on(new AgentWired(AGENT)), new TellStatus("waiting for the configuration"));
    expect(
        steps.on(new Configured(OPEN)),
        new Connect(GCS, OPEN),
        new Register(steps.attempt(), AGENT));
  }

  @Test
  void it_is_ready_when_gcs_has_acknowledged() {
    steps.wire();
    expect(steps.acknowledge(), new TellReady(), steps.untilTheCheck());
  }

  @Test
  void ready_is_told_once() {
    steps.register();
    steps.on(new GcsWired(restarted(GCS)));
    expect(
        steps.acknowledge(),
        new TellStatus("registered again with gcs-server at 127.0.0.1:6379"),
        steps.untilTheCheck());
  }

  @Test
  void a_new_agent_port_is_told_to_gcs() {
    steps.register();
    expect(steps.on(new AgentWired(agentOn(5002))), new Register(steps.attempt(), agentOn(5002)));
  }

  @Test
  void the_same_agent_again_is_no_news() {
    steps.register();
    expect(steps.on(new AgentWired(AGENT)));
  }

  @Test
  void
      an_agent_that_changes_during_a_call_is_told_after_it_so_that_the_two_cannot_overtake_each_other() {
    steps.wire();
    expect(steps.on(new AgentWired(agentOn(5002))));
    expect(steps.acknowledge(), new TellReady(), new Register(steps.attempt(), agentOn(5002)));
  }

  @Test
  void a_node_without_an_agent_registers_all_the_same() {
    steps.on(new Configured(OPEN));
    steps.on(new GcsWired(GCS));
    var none = new AgentPeer(Optional.empty());
    expect(steps.on(new AgentWired(none)), new Register(steps.attempt(), none));
  }

  @Test
  void a_restarted_gcs_on_the_same_port_is_connected_and_told_anew() {
    steps.register();
    GcsPeer again = restarted(GCS);
    expect(
        steps.on(new GcsWired(again)),
        new Connect(again, OPEN),
        new Register(steps.attempt(), AGENT));
  }

  @Test
  void the_same_gcs_again_is_no_news() {
    steps.register();
    expect(steps.on(new GcsWired(GCS)));
  }

  @Test
  void the_end_of_a_call_to_the_gcs_before_is_out_of_date() {
    steps.wire();
    int before = steps.attempt();
    steps.on(new GcsWired(restarted(GCS)));
    expect(steps.on(new Answered(before, new Refused("said no"))));
    expect(steps.acknowledge(), new TellReady(), steps.untilTheCheck());
  }

  @Test
  void an_unreachable_gcs_is_named_with_the_cause_and_asked_again_after_a_pause() {
    steps.wire();
    expect(
        steps.unreachable(),
        new TellStatus(
            "gcs-server at 127.0.0.1:6379 does not answer (Connection refused); trying again"),
        new Pause(steps.attempt(), Duration.ofMillis(50)));
    expect(steps.on(new PauseEnded(steps.attempt())), new Register(steps.attempt(), AGENT));
  }

  @Test
  void the_pauses_grow_up_to_two_seconds() {
    steps.wire();
    for (int failures = 1; failures < 100; failures++) {
      Pause pause = assertInstanceOf(Pause.class, steps.unreachable().getLast());
      assertEquals(Backoff.after(failures), pause.length());
      steps.on(new PauseEnded(steps.attempt()));
    }
    assertEquals(Duration.ofMillis(100), Backoff.after(2));
    assertEquals(Duration.ofSeconds(2), Backoff.after(99));
  }

  @Test
  void a_pause_ends_early_when_gcs_comes_back_elsewhere() {
    steps.wire();
    steps.unreachable();
    int pausing = steps.attempt();
    GcsPeer elsewhere = new GcsPeer(new Endpoint("127.0.0.1", 6380), 2);
    expect(
        steps.on(new GcsWired(elsewhere)),
        new Connect(elsewhere, OPEN),
        new Register(steps.attempt(), AGENT));
    expect(steps.on(new PauseEnded(pausing)));
  }

  @Test
  void an_agent_that_changes_during_a_pause_is_the_one_told_after_it() {
    steps.wire();
    steps.unreachable();
    expect(steps.on(new AgentWired(agentOn(5002))));
    expect(steps.on(new PauseEnded(steps.attempt())), new Register(steps.attempt(), agentOn(5002)));
  }

  @Test
  void a_refusal_is_final() {
    steps.wire();
    expect(
        steps.on(new Answered(steps.attempt(), new Refused("says no"))),
        new GiveUp("gcs-server at 127.0.0.1:6379 says no"));
    expect(steps.on(new GcsWired(restarted(GCS))));
    expect(steps.on(new LeaveAsked(BYE)), new Finish());
  }

  @Test
  void another_token_needs_another_channel_but_no_other_registration() {
    steps.register();
    Access token = Access.by(AuthToken.of("secret"));
    expect(steps.on(new Configured(token)), new Connect(GCS, token));
  }

  @Test
  void no_text_shows_a_token() {
    steps.on(new Configured(Access.by(AuthToken.of("secret"))));
    steps.on(new GcsWired(GCS));
    assertTrue(!steps.toString().contains("secret"), steps::toString);
  }
}
