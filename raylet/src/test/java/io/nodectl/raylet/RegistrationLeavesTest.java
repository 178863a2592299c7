package io.nodectl.raylet;

import static io.nodectl.raylet.RegistrationInSteps.GCS;
import static io.nodectl.raylet.RegistrationInSteps.OPEN;
import static io.nodectl.raylet.RegistrationInSteps.agentOn;
import static io.nodectl.raylet.RegistrationInSteps.expect;

import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.RegistrationAction.Finish;
import io.nodectl.raylet.RegistrationAction.Unregister;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Answered;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.RegistrationEvent.LeaveAsked;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistrationLeavesTest {

  private static final Departure BYE =
      new Departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", Duration.ofSeconds(1));

  private final RegistrationInSteps steps = new RegistrationInSteps();

  @Test
  void a_registered_node_says_goodbye() {
    steps.register();
    expect(steps.on(new LeaveAsked(BYE)), new Unregister(BYE));
    expect(steps.on(new AgentWired(agentOn(5002))));
  }

  @Test
  void a_node_that_never_asked_has_nothing_to_say() {
    steps.on(new Configured(OPEN));
    steps.on(new GcsWired(GCS));
    expect(steps.on(new LeaveAsked(BYE)), new Finish());
  }

  @Test
  void goodbye_waits_for_a_registration_under_way_or_gcs_might_hear_them_in_the_wrong_order() {
    steps.wire();
    expect(steps.on(new LeaveAsked(BYE)));
    expect(steps.acknowledge(), new Unregister(BYE));
  }

  @Test
  void a_node_whose_call_failed_says_goodbye_all_the_same_for_gcs_may_have_heard_it() {
    steps.wire();
    steps.on(new LeaveAsked(BYE));
    expect(steps.unreachable(), new Unregister(BYE));
  }

  @Test
  void a_node_that_gcs_refuses_while_it_leaves_need_not_say_goodbye() {
    steps.wire();
    steps.on(new LeaveAsked(BYE));
    expect(steps.on(new Answered(steps.attempt(), new Refused("says no"))), new Finish());
  }
}
