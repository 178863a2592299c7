package io.nodectl.raylet;

import static io.nodectl.raylet.RegistrationInSteps.AGENT;
import static io.nodectl.raylet.RegistrationInSteps.GCS;
import static io.nodectl.raylet.RegistrationInSteps.OPEN;
import static io.nodectl.raylet.RegistrationInSteps.agentOn;
import static io.nodectl.raylet.RegistrationInSteps.expect;
import static io.nodectl.raylet.RegistrationInSteps.restarted;

import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.program.GcsPeer;
import io.nodectl.raylet.GcsAnswer.Dead;
import io.nodectl.raylet.GcsAnswer.Forgotten;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.RegistrationAction.CheckAlive;
import io.nodectl.raylet.RegistrationAction.Connect;
import io.nodectl.raylet.RegistrationAction.Finish;
import io.nodectl.raylet.RegistrationAction.GiveUp;
import io.nodectl.raylet.RegistrationAction.LeaveIdBehind;
import io.nodectl.raylet.RegistrationAction.Pause;
import io.nodectl.raylet.RegistrationAction.Register;
import io.nodectl.raylet.RegistrationAction.TellStatus;
import io.nodectl.raylet.RegistrationAction.Unregister;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import io.nodectl.raylet.RegistrationEvent.PauseEnded;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a registered node does to stay one.
class RegistrationChecksTest {

  private static final Departure BYE =
      new Departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", Duration.ofSeconds(1));

  private final RegistrationInSteps steps = new RegistrationInSteps();

  @BeforeEach
  void register() {
    steps.register();
  }

  @Test
  void gcs_is_asked_now_and_then_whether_it_still_knows_the_node() {
    for (int round = 0; round < 3; round++) {
      expect(steps.check(), new CheckAlive(steps.attempt()));
      expect(steps.acknowledge(), steps.untilTheCheck());
    }
  }

  @Test
  void a_gcs_that_lost_the_node_is_told_of_it_again() {
    steps.check();
    expect(
        steps.on(new Answered(steps.attempt(), new Forgotten())),
        new TellStatus("gcs-server at 127.0.0.1:6379 has lost this node; telling it"),
        new Register(steps.attempt(), AGENT));
    expect(
        steps.acknowledge(),
        new TellStatus("registered again with gcs-server at 127.0.0.1:6379"),
        steps.untilTheCheck());
  }

  @Test
  void a_node_that_gcs_has_given_up_leaves_its_id_behind() {
    steps.check();
    steps.on(new Answered(steps.attempt(), new Forgotten()));
    expect(
        steps.on(new Answered(steps.attempt(), new Dead("says it is DEAD"))),
        new LeaveIdBehind("gcs-server at 127.0.0.1:6379 says it is DEAD"));
    expect(steps.on(new GcsWired(restarted(GCS))));
    expect(steps.on(new LeaveAsked(BYE)), new Finish());
  }

  @Test
  void a_gcs_that_went_away_is_told_of_the_node_as_soon_as_it_is_back() {
    steps.check();
    expect(
        steps.unreachable(),
        new TellStatus(
            "gcs-server at 127.0.0.1:6379 does not answer (Connection refused); trying again"),
        new Pause(steps.attempt(), Backoff.after(1)));
    expect(steps.on(new PauseEnded(steps.attempt())), new Register(steps.attempt(), AGENT));
  }

  @Test
  void a_gcs_that_no_longer_takes_the_token_ends_it() {
    steps.check();
    expect(
        steps.on(new Answered(steps.attempt(), new Refused("says no"))),
        new GiveUp("gcs-server at 127.0.0.1:6379 says no"));
  }

  @Test
  void an_agent_that_changes_during_a_check_is_told_after_it() {
    steps.check();
    expect(steps.on(new AgentWired(agentOn(5002))));
    expect(steps.acknowledge(), new Register(steps.attempt(), agentOn(5002)));
  }

  @Test
  void a_check_that_was_due_is_dropped_when_a_new_agent_is_told() {
    int due = steps.attempt();
    steps.on(new AgentWired(agentOn(5002)));
    expect(steps.on(new PauseEnded(due)));
  }

  @Test
  void a_new_gcs_is_told_of_the_node_whatever_a_check_of_the_old_one_would_say() {
    steps.check();
    int check = steps.attempt();
    GcsPeer again = restarted(GCS);
    expect(
        steps.on(new GcsWired(again)),
        new Connect(again, OPEN),
        new Register(steps.attempt(), AGENT));
    expect(steps.on(new Answered(check, new Forgotten())));
  }

  @Test
  void goodbye_does_not_wait_for_a_check() {
    steps.check();
    expect(steps.on(new LeaveAsked(BYE)), new Unregister(BYE));
  }
}
