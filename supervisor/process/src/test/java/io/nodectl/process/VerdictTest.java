package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void a_death_is_told_with_its_status_its_moment_and_its_last_lines() {
    Verdict verdict =
        new Verdict.Died(new ExitStatus.Exited(7), List.of("address in use"), false, List.of());
    assertEquals(
        "ended with exit code 7 before it reported a port. Its output ends:\n  address in use",
        verdict.message());
  }

  @Test
  void a_death_with_a_held_pipe_names_the_holders_and_what_to_do() {
    Verdict verdict =
        new Verdict.Died(
            new ExitStatus.Exited(0), List.of(), true, List.of("pid 81 (x)", "pid 82 (y)"));
    assertEquals(
        "ended with exit code 0 after it had reported its ports and before it was ready. The report"
            + " pipe is still open in pid 81 (x), pid 82 (y): a program that goes into the"
            + " background must not be started this way. It printed nothing.",
        verdict.message());
  }

  @Test
  void a_late_child_is_told_with_the_limit_and_what_was_missing() {
    Verdict verdict = new Verdict.TooLate(Duration.ofMillis(2500), "its ports", "", List.of());
    assertEquals(
        "did not report its ports within 2.5 s. It may be slow or may hang; it is stopped. A longer"
            + " limit helps if it is slow. It printed nothing.",
        verdict.message());
  }

  @Test
  void a_port_of_somebody_else_is_told_with_its_owner() {
    Verdict verdict = new Verdict.NotOwner(80, "it is pid 812 (redis-server) that listens there");
    assertEquals(
        "reported port 80, but it is pid 812 (redis-server) that listens there. Its report is not"
            + " believed.",
        verdict.message());
  }
}
