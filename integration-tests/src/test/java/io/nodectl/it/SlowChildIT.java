package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Components that take their time, and the one limit of a start.
class SlowChildIT {
  /// Seconds that are enough for the start of any JVM, on a busy machine too.
  private static final String PLENTY = "10";

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_child_that_hangs_is_named_with_the_limit_and_the_flag_that_raises_it() {
    Outcome start =
        startWithin(PLENTY, Component.good("good"), Component.shell("store", "exec sleep 100"))
            .expectError(ExitCode.TOO_LATE, "store", PLENTY + " s", "--timeout");
    assertEquals("store", start.error().path("component").asString());
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_child_that_waits_for_the_hanging_one_is_not_blamed() {
    Outcome start =
        startWithin(
                PLENTY,
                Component.child("patient", "bind", "main", "report", "wait-wire", "store", "ready")
                    .needs("store"),
                Component.shell("store", "exec sleep 100"))
            .expect(ExitCode.TOO_LATE);
    assertEquals("store", start.error().path("component").asString());
  }

  @Test
  void a_port_file_that_never_comes_is_named_with_the_limit() {
    String file = box.file("main-port").toString();
    startWithin(
            "1", Component.shell("store", "exec sleep 100").deaf().readyByPortFile("main", file))
        .expectError(ExitCode.TOO_LATE, "store", "main", "1 s", "--timeout");
  }

  @Test
  void a_child_that_cannot_be_stopped_politely_does_not_hold_up_the_end_of_a_failed_start() {
    startWithin("1", Component.child("store", "ignore-term", "deaf", "hang"))
        .expect(ExitCode.TOO_LATE);
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_slow_child_is_waited_for() {
    box.start(
            "n",
            Component.child("slow", "sleep", "2000", "bind", "main", "report", "ready", "wait"))
        .done();
    box.stopAll();
  }

  @Test
  void a_report_byte_by_byte_is_understood_once_it_is_whole() {
    Outcome start =
        box.start(
                "n",
                Component.child(
                    "store", "bytewise", "bind", "a,b,c", "report", "sleep", "50", "ready", "wait"))
            .done();
    assertTrue(Json.port(start.json(), "store", "c") > 0, start::toString);
    box.stopAll();
  }

  @Test
  void a_child_that_asks_for_more_time_gets_it() {
    startWithin(
            PLENTY,
            Component.child(
                "slow",
                "status",
                "reading the ledger",
                "extend",
                "60000",
                "sleep",
                "12000",
                "bind",
                "main",
                "report",
                "ready",
                "wait"))
        .done();
    box.stopAll();
  }

  @Test
  void what_a_start_waits_for_is_said_while_it_waits() {
    Path go = box.file("go");
    Running start =
        box.begin(
            Sandbox.startOf(
                box.plan(
                    Component.child(
                        "store",
                        "status",
                        "reading the ledger",
                        "wait-file",
                        go.toString(),
                        "bind",
                        "main",
                        "report",
                        "ready",
                        "wait")),
                "n"));
    Eventually.eventually(
        () -> start.stderrSoFar().contains("reading the ledger"), start::stderrSoFar);
    assertEquals("", start.stdoutSoFar());
    box.touch(go);
    start.await().done();
    box.stopAll();
  }

  private Outcome startWithin(String limit, Component... components) {
    return box.nodectl(Sandbox.startOf(box.plan(components), "n", "--timeout", limit));
  }
}
