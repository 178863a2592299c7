package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private long now = Duration.ofDays(1).toNanos();
  private final Deadline deadline =
      new Deadline(() -> now, Duration.ofSeconds(60), Duration.ofSeconds(600));

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private void assertLeft(long seconds) {
    assertEquals(Duration.ofSeconds(seconds), deadline.left());
  }

  @Test
  void what_is_left_grows_less_until_it_is_over() {
    pass(59);
    assertLeft(1);
    pass(5);
    assertLeft(0);
  }

  @Test
  void time_does_not_count_while_it_is_held() {
    pass(50);
    deadline.hold();
    pass(100_000);
    deadline.hold();
    assertLeft(10);
    deadline.release();
    deadline.release();
    pass(9);
    assertLeft(1);
  }

  @Test
  void a_held_deadline_can_be_extended_and_its_limit_is_held_as_well() {
    pass(10);
    deadline.hold();
    pass(100_000);
    deadline.extendBy(Duration.ofSeconds(1000));
    assertLeft(590);
    deadline.release();
    assertLeft(590);
  }
}
