package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.raylet.GcsAnswer.Acknowledged;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.GcsAnswer.Unreachable;
import io.nodectl.raylet.RegistrationAction.Connect;
import io.nodectl.raylet.RegistrationAction.Finish;
import io.nodectl.raylet.RegistrationAction.GiveUp;
import io.nodectl.raylet.RegistrationAction.Pause;
import io.nodectl.raylet.RegistrationAction.Register;
import io.nodectl.raylet.RegistrationAction.TellReady;
import io.nodectl.raylet.RegistrationAction.TellStatus;
import io.nodectl.raylet.RegistrationAction.Unregister;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final Access OPEN = Access.open();
  private static final GcsPeer GCS = new GcsPeer(new Endpoint("127.0.0.1", 6379), 1);
  private static final AgentPeer AGENT = agentOn(5001);
  private static final Departure BYE =
      new Departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", Duration.ofSeconds(1));

  private Registration registration = Registration.start();

  @Test
  void gcs_is_asked_as_soon_as_both_peers_are_known_gcs_first() {
    expect(
        on(new Configured(OPEN)), new TellStatus("waiting for gcs-server and runtime-env-agent"));
    expect(
        on(new GcsWired(GCS)),
        new Connect(GCS, OPEN),
        new TellStatus("waiting for runtime-env-agent"));
    expect(on(new AgentWired(AGENT)), new Register(attempt(), AGENT));
  }

  @Test
  void gcs_is_asked_as_soon_as_both_peers_are_known_agent_first() {
    on(new Configured(OPEN));
    expect(on(new AgentWired(AGENT)), new TellStatus("waiting for gcs-server"));
    expect(on(new GcsWired(GCS)), new Connect(GCS, OPEN), new Register(attempt(), AGENT));
  }

  @Test
  void nobody_is_asked_before_it_is_known_how_to_authenticate() {
    on(new GcsWired(GCS));
    expect(on(new AgentWired(AGENT)), new TellStatus("waiting for the configuration"));
    expect(on(new Configured(OPEN)), new Connect(GCS, OPEN), new Register(attempt(), AGENT));
  }

  @Test
  void it_is_ready_when_gcs_has_acknowledged() {
    wire();
    expect(acknowledge(), new TellReady());
  }

  @Test
  void ready_is_told_once() {
    register();
    on(new GcsWired(restarted(GCS)));
    expect(acknowledge(), new TellStatus("registered again with gcs-server at 127.0.0.1:6379"));
  }

  @Test
  void a_new_agent_port_is_told_to_gcs() {
    register();
    expect(on(new AgentWired(agentOn(5002))), new Register(attempt(), agentOn(5002)));
  }

  @Test
  void the_same_agent_again_is_no_news() {
    register();
    expect(on(new AgentWired(AGENT)));
  }

  @Test
  void
      an_agent_that_changes_during_a_call_is_told_after_it_so_that_the_two_cannot_overtake_each_other() {
    wire();
    expect(on(new AgentWired(agentOn(5002))));
    expect(acknowledge(), new TellReady(), new Register(attempt(), agentOn(5002)));
  }

  @Test
  void a_node_without_an_agent_registers_with_port_0() {
    on(new Configured(OPEN));
    on(new GcsWired(GCS));
    var none = new AgentPeer(Optional.empty());
    expect(on(new AgentWired(none)), new Register(attempt(), none));
    assertEquals(0, none.port());
  }

  @Test
  void a_restarted_gcs_on_the_same_port_is_connected_and_told_anew() {
    register();
    GcsPeer again = restarted(GCS);
    expect(on(new GcsWired(again)), new Connect(again, OPEN), new Register(attempt(), AGENT));
  }

  @Test
  void the_same_gcs_again_is_no_news() {
    register();
    expect(on(new GcsWired(GCS)));
  }

  @Test
  void the_end_of_a_call_to_the_gcs_before_is_out_of_date() {
    wire();
    int before = attempt();
    on(new GcsWired(restarted(GCS)));
    expect(on(new Answered(before, new Refused("said no"))));
    expect(acknowledge(), new TellReady());
  }

  @Test
  void an_unreachable_gcs_is_named_with_the_cause_and_asked_again_after_a_pause() {
    wire();
    expect(
        unreachable(),
        new TellStatus(
            "gcs-server at 127.0.0.1:6379 does not answer (Connection refused); trying again"),
        new Pause(attempt(), Duration.ofMillis(50)));
    expect(on(new PauseEnded(attempt())), new Register(attempt(), AGENT));
  }

  @Test
  void the_pauses_grow_up_to_two_seconds() {
    wire();
    for (int failures = 1; failures < 100; failures++) {
      Pause pause = assertInstanceOf(Pause.class, unreachable().getLast());
      assertEquals(Backoff.after(failures), pause.length());
      on(new PauseEnded(attempt()));
    }
    assertEquals(Duration.ofMillis(100), Backoff.after(2));
    assertEquals(Duration.ofSeconds(2), Backoff.after(99));
  }

  @Test
  void a_pause_ends_early_when_gcs_comes_back_elsewhere() {
    wire();
    unreachable();
    int pausing = attempt();
    GcsPeer elsewhere = new GcsPeer(new Endpoint("127.0.0.1", 6380), 2);
    expect(
        on(new GcsWired(elsewhere)), new Connect(elsewhere, OPEN), new Register(attempt(), AGENT));
    expect(on(new PauseEnded(pausing)));
  }

  @Test
  void an_agent_that_changes_during_a_pause_is_the_one_told_after_it() {
    wire();
    unreachable();
    expect(on(new AgentWired(agentOn(5002))));
    expect(on(new PauseEnded(attempt())), new Register(attempt(), agentOn(5002)));
  }

  @Test
  void a_refusal_is_final() {
    wire();
    expect(
        on(new Answered(attempt(), new Refused("says no"))),
        new GiveUp("gcs-server at 127.0.0.1:6379 says no"));
    expect(on(new GcsWired(restarted(GCS))));
    expect(on(new LeaveAsked(BYE)), new Finish());
  }

  @Test
  void another_token_needs_another_channel_but_no_other_registration() {
    register();
    Access token = Access.by(AuthToken.of("secret"));
    expect(on(new Configured(token)), new Connect(GCS, token));
  }

  @Test
  void a_registered_node_says_goodbye() {
    register();
    expect(on(new LeaveAsked(BYE)), new Unregister(BYE));
    expect(on(new AgentWired(agentOn(5002))));
  }

  @Test
  void a_node_that_never_asked_has_nothing_to_say() {
    on(new Configured(OPEN));
    on(new GcsWired(GCS));
    expect(on(new LeaveAsked(BYE)), new Finish());
  }

  @Test
  void goodbye_waits_for_a_registration_under_way_or_gcs_might_hear_them_in_the_wrong_order() {
    wire();
    expect(on(new LeaveAsked(BYE)));
    expect(acknowledge(), new Unregister(BYE));
  }

  @Test
  void a_node_whose_call_failed_says_goodbye_all_the_same_for_gcs_may_have_heard_it() {
    wire();
    on(new LeaveAsked(BYE));
    expect(unreachable(), new Unregister(BYE));
  }

  @Test
  void a_node_that_gcs_refuses_while_it_leaves_need_not_say_goodbye() {
    wire();
    on(new LeaveAsked(BYE));
    expect(on(new Answered(attempt(), new Refused("says no"))), new Finish());
  }

  @Test
  void no_text_shows_a_token() {
    on(new Configured(Access.by(AuthToken.of("secret"))));
    on(new GcsWired(GCS));
    assertTrue(!registration.toString().contains("secret"), registration::toString);
  }

  /// The actual actions come first, so that they have happened when the expected ones are named.
  private static void expect(List<RegistrationAction> actual, RegistrationAction... expected) {
    assertEquals(List.of(expected), actual);
  }

  private List<RegistrationAction> on(RegistrationEvent event) {
    Registration.Step step = registration.on(event);
    registration = step.next();
    return step.actions();
  }

  private void wire() {
    on(new Configured(OPEN));
    on(new GcsWired(GCS));
    on(new AgentWired(AGENT));
  }

  private void register() {
    wire();
    acknowledge();
  }

  private List<RegistrationAction> acknowledge() {
    return on(new Answered(attempt(), new Acknowledged()));
  }

  private List<RegistrationAction> unreachable() {
    return on(new Answered(attempt(), new Unreachable("Connection refused")));
  }

  private int attempt() {
    return registration.attempt();
  }

  private static GcsPeer restarted(GcsPeer gcs) {
    return new GcsPeer(gcs.at(), gcs.generation() + 1);
  }

  private static AgentPeer agentOn(int port) {
    return new AgentPeer(Optional.of(new Endpoint("127.0.0.1", port)));
  }
}
