package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.process.StopPlan.Hearing;
import io.nodectl.process.StopPlan.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopPlanTest {
  private static final Duration GRACE = Duration.ofSeconds(9);

  @Test
  void a_child_that_hears_orders_gets_signals_after_two_thirds_of_its_time() {
    StopPlan plan = StopPlan.begin(seconds(1), GRACE, Hearing.ORDERS);
    assertEquals(Step.ASKED, plan.at(seconds(1)));
    assertEquals(seconds(7), plan.after(Step.ASKED));
    assertEquals(Step.TERMINATED, plan.at(seconds(7)));
    assertEquals(Step.KILLED, plan.at(seconds(10)));
    assertEquals(Step.GIVEN_UP, plan.at(seconds(12)));
    assertEquals(EventLoop.NEVER, plan.after(Step.GIVEN_UP));
  }

  @Test
  void a_child_that_hears_no_orders_gets_a_signal_at_once() {
    StopPlan plan = StopPlan.begin(seconds(1), GRACE, Hearing.SIGNALS);
    assertEquals(Step.TERMINATED, plan.at(seconds(1)));
    assertEquals(seconds(10), plan.after(Step.TERMINATED));
  }

  @Test
  void without_grace_it_is_killed_at_once() {
    assertEquals(Step.KILLED, StopPlan.begin(5, Duration.ZERO, Hearing.ORDERS).at(5));
  }

  @Test
  void of_two_wishes_the_earlier_counts() {
    StopPlan slow = StopPlan.begin(0, GRACE, Hearing.ORDERS);
    StopPlan fast = StopPlan.begin(seconds(1), Duration.ofSeconds(3), Hearing.ORDERS);
    assertEquals(fast, slow.orEarlier(fast));
    assertEquals(fast, fast.orEarlier(slow));
  }

  @Test
  void a_grace_without_end_does_not_overflow() {
    StopPlan plan = StopPlan.begin(seconds(1), Duration.ofSeconds(Long.MAX_VALUE), Hearing.ORDERS);
    assertEquals(Step.ASKED, plan.at(Duration.ofDays(365).toNanos()));
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
