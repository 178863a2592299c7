package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Components that never become ready: the start names the first cause, and undoes itself.
class FailingChildIT {
  /// Far more than the start of two shells takes, far less than the limit of a start: none of these
  /// failures is found by waiting for that.
  private static final long SOON_SECONDS = 20;

  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void every_failed_start_is_undone() {
    assertEquals(List.of(), Leftovers.of(box.root()));
    Outcome status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE);
    assertEquals("failed", status.json().path("state").asString());
  }

  @Test
  void a_child_that_dies_before_it_reports_is_named_with_its_exit_code_and_last_words() {
    Outcome start =
        fail(Component.shell("store", "echo 'cannot open the ledger' >&2; exit 3"))
            .expectError(ExitCode.COMPONENT_FAILED, "store", "exit code 3", "cannot open");
    assertEquals("store", start.error().path("component").asString());
    assertEquals("cannot open the ledger", start.error().path("log_tail").get(0).asString());
  }

  @Test
  void a_child_that_dies_of_a_signal_is_named_with_the_signal() {
    fail(Component.shell("store", "kill -SEGV $$"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "SIGSEGV");
  }

  @Test
  void what_runs_beside_a_child_that_dies_is_stopped() throws IOException {
    String bound = box.file("bound").toString();
    String stopped = box.file("stopped").toString();
    fail(
            Component.child(
                "good", "bind", "main", "report", "ready", "pid", bound, "wait", "pid", stopped),
            Component.shell("bad", "while ! [ -e " + bound + " ]; do sleep 0.01; done; exit 9"))
        .expectError(ExitCode.COMPONENT_FAILED, "bad", "exit code 9");
    assertTrue(Files.exists(box.file("stopped")), "it was stopped in an orderly way");
  }

  @Test
  void a_child_that_says_why_it_cannot_start_is_quoted() {
    fail(Component.child("store", "fail-for-good", "refused", "the ledger is locked", "exit", "8"))
        .expectError(ExitCode.REFUSED, "the ledger is locked");
  }

  @Test
  void a_child_that_closes_its_pipe_and_lives_is_told_from_one_that_died() {
    fail(Component.shell("store", "exec 3>&-; exec sleep 100"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "closed the report pipe");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'', empty line",
    "0, zero",
    "65536, beyond the last port",
    "12abc, letters after digits",
    "-1, negative",
    "this is not a record, prose",
  })
  void what_is_no_report_is_refused_with_its_first_bytes(String line, String why) {
    Outcome start =
        fail(Component.shell("store", "printf '%s\\n' '" + line + "' >&3; exec sleep 100"))
            .expectError(ExitCode.COMPONENT_FAILED, "store", "report");
    String shown = line.isEmpty() ? "\\x0a" : line.substring(0, Math.min(8, line.length()));
    assertTrue(start.error().path("message").asString().contains(shown), why + ": " + start);
  }

  @Test
  void a_megabyte_without_a_line_end_is_refused_and_cut_in_the_message() {
    Outcome start =
        fail(Component.shell("store", "head -c 1048576 /dev/zero | tr '\\0' A >&3; sleep 100"))
            .expectError(ExitCode.COMPONENT_FAILED, "store", "AAAA");
    assertTrue(start.error().path("message").asString().length() < 2000, start::toString);
  }

  @Test
  void a_later_version_of_the_protocol_is_refused_with_both_numbers() {
    fail(Component.child("store", "bind", "main", "report-version", "2", "hang"))
        .expectError(ExitCode.COMPONENT_FAILED, "NODECTL/2", "NODECTL/1");
  }

  @Test
  void a_second_report_is_refused() {
    fail(Component.child("store", "bind", "main", "report-twice", "hang"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "BOUND");
  }

  @Test
  void a_port_that_somebody_else_listens_on_is_not_believed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      String owner = "pid " + ProcessHandle.current().pid();
      fail(Component.child("store", "report-foreign", port, "ready", "hang"))
          .expectError(ExitCode.COMPONENT_FAILED, "store", port, owner);
    }
  }

  @Test
  void a_port_that_nobody_listens_on_is_not_believed() {
    fail(Component.child("store", "bind", "main", "unbind", "main", "report", "ready", "hang"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "nothing listens on 127.0.0.1:");
  }

  @Test
  void a_child_that_dies_after_its_report_is_not_said_to_have_been_lost() {
    fail(Component.child("store", "bind", "main", "report", "exit", "4"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "exit code 4", "after it had reported");
  }

  @Test
  void a_program_that_does_not_exist_is_named() {
    fail(Component.command("store", List.of("/no/such/program")))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "/no/such/program");
  }

  @Test
  void a_dead_child_whose_pipe_is_held_by_a_grandchild_is_still_noticed() {
    // It exits once the grandchild is what it is to be found as.
    String script = "sleep 100 & while ! grep -q sleep /proc/$!/comm; do :; done; exit 6";
    fail(Component.shell("store", script))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "exit code 6", "sleep");
  }

  private Outcome fail(Component... components) {
    Outcome start = box.start("n", components);
    assertTrue(start.took().toSeconds() < SOON_SECONDS, start::toString);
    return start;
  }
}
