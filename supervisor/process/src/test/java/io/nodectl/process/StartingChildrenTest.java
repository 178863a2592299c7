package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingChildrenTest {
  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private Nursery nursery;

  @BeforeEach
  void open() {
    nursery = new Nursery(folder);
  }

  @AfterEach
  void close() {
    nursery.close();
  }

  @Test
  void a_child_that_reports_and_waits_is_bound_then_ready() throws InterruptedException {
    ManagedChild child = nursery.java(heard, "bind", "gcs,metrics", "report", "ready", "hang");
    assertEquals(heard.next(ChildEvent.Launched.class).pid(), child.pid());
    ChildEvent.Bound bound = heard.next(ChildEvent.Bound.class);
    assertEquals(new Ownership.Held(), bound.ownership());
    assertTrue(bound.ports().endpoint("gcs").isPresent());
    assertTrue(bound.ports().endpoint("metrics").isPresent());
    heard.next(ChildEvent.Ready.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bare", "nul"})
  void a_bare_number_is_bound_and_ready_at_once(String form) throws InterruptedException {
    nursery.java(heard, "bind", "main", form, "hang");
    assertTrue(heard.await(ChildEvent.Bound.class).ports().endpoint("main").isPresent());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_report_that_comes_byte_by_byte_counts_when_it_is_complete() throws InterruptedException {
    nursery.java(heard, "bind", "main", "bytewise", "report", "ready", "hang");
    heard.await(ChildEvent.Bound.class);
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_port_that_is_deliberately_absent_is_told_as_such() throws InterruptedException {
    nursery.shell(
        heard,
        "printf 'NODECTL/1 BOUND\\nport.http=none\\n\\nNODECTL/1 READY\\n\\n' >&3; sleep 99");
    assertEquals(Ports.none().without("http"), heard.await(ChildEvent.Bound.class).ports());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_child_that_dies_before_reporting_is_named_with_its_exit_code_and_last_lines()
      throws InterruptedException {
    nursery.shell(heard, "echo address in use; echo giving up >&2; exit 7");
    Verdict.Died died = heard.verdict(Verdict.Died.class);
    assertEquals(new ExitStatus.Exited(7), died.status());
    assertEquals(List.of("address in use", "giving up"), died.lastLines());
    assertFalse(died.afterBound());
    assertTrue(died.message().contains("exit code 7"), died.message());
    assertEquals(died.lastLines(), heard.next(ChildEvent.Ended.class).lastLines());
  }

  @Test
  void a_child_that_dies_of_a_signal_is_named_with_it() throws InterruptedException {
    nursery.shell(heard, "kill -SEGV $$");
    ExitStatus status = heard.verdict(Verdict.Died.class).status();
    assertEquals(11, assertInstanceOf(ExitStatus.Signaled.class, status).signal());
  }

  @Test
  void a_child_that_dies_between_bound_and_ready_is_not_called_silent()
      throws InterruptedException {
    nursery.shell(heard, "printf 'NODECTL/1 BOUND\\n\\n' >&3; exit 3");
    assertTrue(heard.verdict(Verdict.Died.class).afterBound());
    assertEquals(new ExitStatus.Exited(3), heard.end());
  }

  @Test
  void a_child_that_reports_and_exits_at_once_was_ready() throws InterruptedException {
    nursery.shell(heard, "printf '" + Nursery.READY + "' >&3; exit 0");
    heard.await(ChildEvent.Bound.class);
    heard.next(ChildEvent.Ready.class);
    assertEquals(new ExitStatus.Exited(0), heard.next(ChildEvent.Ended.class).status());
  }

  @Test
  void a_child_that_dies_while_a_descendant_holds_the_pipe_fails_at_once_and_the_holder_is_named()
      throws InterruptedException {
    nursery.shell(heard, "sleep 300 & exit 7");
    Verdict.Died died = heard.verdict(Verdict.Died.class);
    assertEquals(new ExitStatus.Exited(7), died.status());
    assertEquals(1, died.holders().size(), died.message());
    assertTrue(
        died.message().contains("(sleep)") || died.message().contains("(sh)"), died.message());
    heard.end();
  }

  @Test
  void a_grandchild_that_keeps_the_pipe_delays_nothing() throws InterruptedException {
    nursery.readyShell(heard, "sleep 300 & sleep 300");
  }

  @Test
  void a_child_that_closes_the_pipe_and_lives_is_stopped() throws InterruptedException {
    nursery.shell(heard, "exec 3>&-; sleep 300");
    assertFalse(heard.verdict(Verdict.ClosedWithoutReporting.class).afterBound());
    heard.end();
  }

  @Test
  void a_child_that_closes_the_pipe_and_exits_died() throws InterruptedException {
    nursery.shell(heard, "exec 3>&-; exit 4");
    assertEquals(new ExitStatus.Exited(4), heard.verdict(Verdict.Died.class).status());
  }

  @Test
  void a_child_that_reports_nothing_in_time_is_stopped() throws InterruptedException {
    nursery.readyWithin(Duration.ofMillis(200)).shell(heard, "echo busy; sleep 300");
    Verdict.TooLate late = heard.verdict(Verdict.TooLate.class);
    assertEquals(Duration.ofMillis(200), late.after());
    assertEquals("its ports", late.missing());
    assertEquals("", late.lastStatus());
    heard.end();
  }

  @Test
  void a_late_child_is_named_with_the_last_that_it_said() throws InterruptedException {
    nursery
        .readyWithin(Duration.ofSeconds(1))
        .shell(
            heard,
            "printf 'NODECTL/1 STATUS\\ntext=begins\\n\\n"
                + "NODECTL/1 STATUS\\ntext=the head does not answer.\\n\\n' >&3; sleep 300");
    Verdict.TooLate late = heard.verdict(Verdict.TooLate.class);
    assertEquals("the head does not answer.", late.lastStatus());
    String message = late.message();
    assertTrue(message.contains("The last it said: the head does not answer. A"), message);
    assertFalse(message.contains("may hang"), message);
    heard.end();
  }

  @Test
  void the_report_pipe_stays_open_until_a_late_child_is_dead() throws InterruptedException {
    nursery
        .readyWithin(Duration.ofMillis(500))
        .shell(
            heard,
            "trap 'printf \"NODECTL/1 READY\\n\\n\" >&3 && echo wrote; exit 0' TERM;"
                + " sleep 300 & wait");
    heard.verdict(Verdict.TooLate.class);
    assertEquals(List.of("wrote"), heard.await(ChildEvent.Ended.class).lastLines());
  }

  @Test
  void progress_and_a_wish_for_time_are_told() throws InterruptedException {
    nursery.shell(
        heard,
        "printf 'NODECTL/1 STATUS\\ntext=replaying 40 %%25\\nphase=log\\n\\n"
            + "NODECTL/1 EXTEND\\nms=120000\\n\\n' >&3; sleep 300");
    ChildEvent.Status status = heard.await(ChildEvent.Status.class);
    assertEquals("replaying 40 %", status.text());
    assertEquals("log", status.details().get("phase"));
    assertEquals(Duration.ofMinutes(2), heard.next(ChildEvent.Extended.class).by());
  }

  @Test
  void a_program_that_does_not_exist_is_a_verdict_and_nothing_else() throws InterruptedException {
    ManagedChild child = nursery.launch(heard, List.of("/nowhere/at-all"));
    Verdict verdict = heard.next(ChildEvent.Failed.class).verdict();
    assertTrue(verdict.message().contains("/nowhere/at-all"), verdict.message());
    assertEquals(StopOutcome.ALREADY_GONE, child.stop(Duration.ZERO).join());
    assertEquals(1, heard.all().size());
  }

  @Test
  void a_listener_that_throws_harms_nobody() throws InterruptedException {
    Heard other = new Heard();
    ManagedChild child =
        nursery.shell(
            new Heard() {
              @Override
              public void on(ChildEvent event) {
                throw new IllegalStateException("thrown on purpose by a test");
              }
            },
            "exit 0");
    nursery.readyShell(other, "exit 0");
    other.end();
    child.stop(Duration.ZERO).join();
  }
}
