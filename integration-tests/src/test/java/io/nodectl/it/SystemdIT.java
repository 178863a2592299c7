package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Nodes as services of a real systemd.
class SystemdIT {
  @RegisterExtension static final SystemdMachine MACHINE = new SystemdMachine();

  private static final Path TOKEN = Path.of("/run/token");
  private static final String HEAD = "nodectl-head";
  private static final String WORKER = "nodectl-worker";
  private static final String ADDRESS = "127.0.0.1:6379";

  @BeforeEach
  void two_units() {
    MACHINE.write(TOKEN, "0123456789abcdef0123456789abcdef");
    MACHINE.install("--head", "--token-file", TOKEN.toString(), "--force");
    MACHINE.install("--address", ADDRESS, "--token-file", TOKEN.toString(), "--force");
  }

  @AfterEach
  void nothing_runs() {
    MACHINE.stop(WORKER);
    MACHINE.stop(HEAD);
    MACHINE.run("rm", "-rf", SystemdMachine.UNITS + "/" + HEAD + ".service.d").done();
  }

  @Test
  void a_unit_is_active_when_its_node_is_ready() {
    MACHINE.systemctl("start", HEAD).done();
    assertEquals("ready: 4 components", MACHINE.show(HEAD, "StatusText"));
    JsonNode status = status("head");
    assertEquals("ready", status.path("state").asString());
    assertEquals(ADDRESS, status.path("address").asString());
    assertEquals(
        MACHINE.show(HEAD, "MainPID"),
        status.path("supervisor").path("pid").asString(),
        "main is the supervisor");
    for (JsonNode component : status.path("components")) {
      String environment =
          MACHINE.run("cat", "/proc/" + component.path("pid") + "/environ").done().stdout();
      assertFalse(environment.contains("NOTIFY_SOCKET"), component::toString);
      assertFalse(environment.contains("WATCHDOG_"), component::toString);
    }
  }

  @Test
  void a_start_that_fails_has_its_cause_in_the_status_of_the_unit() {
    MACHINE.systemctl("start", HEAD).done();
    MACHINE.install("--head", "--name", "second", "--force");
    assertNotEquals(0, MACHINE.systemctl("start", "nodectl-second").code());
    String status = MACHINE.systemctl("status", "--full", "nodectl-second").stdout();
    assertTrue(status.contains("port 6379"), status);
    assertTrue(status.contains("is taken by pid"), status);
    assertEquals(
        Integer.toString(ExitCode.PORT_TAKEN.number()),
        MACHINE.show("nodectl-second", "ExecMainStatus"));
    MACHINE.stop("nodectl-second");
  }

  @Test
  void a_wrong_setting_is_told_and_not_tried_again() {
    MACHINE.adjust(HEAD, "LoadCredential=\nRestartSec=100ms");
    assertNotEquals(0, MACHINE.systemctl("start", HEAD).code());
    Eventually.eventually(
        () -> MACHINE.show(HEAD, "ActiveState").equals("failed"),
        () -> MACHINE.systemctl("status", HEAD).stdout());
    assertEquals("0", MACHINE.show(HEAD, "NRestarts"));
    assertTrue(MACHINE.show(HEAD, "StatusText").contains("token"), "it says why");
  }

  @Test
  void a_supervisor_that_is_killed_is_started_again() {
    MACHINE.systemctl("start", HEAD).done();
    String killed = MACHINE.show(HEAD, "MainPID");
    MACHINE.run("kill", "-KILL", killed).done();
    awaitOtherMain(killed);
    assertEquals("ready: 4 components", MACHINE.show(HEAD, "StatusText"));
    assertEquals(ADDRESS, status("head").path("address").asString());
  }

  @Test
  void a_supervisor_that_hangs_is_replaced_by_the_watchdog() {
    MACHINE.adjust(HEAD, "WatchdogSec=3s\nTimeoutAbortSec=1s");
    MACHINE.systemctl("start", HEAD).done();
    String hanging = MACHINE.show(HEAD, "MainPID");
    MACHINE.run("kill", "-STOP", hanging).done();
    awaitOtherMain(hanging);
  }

  @Test
  void a_stop_is_orderly_and_leaves_an_empty_cgroup() {
    MACHINE.systemctl("start", HEAD).done();
    String group = "/sys/fs/cgroup" + MACHINE.show(HEAD, "ControlGroup");
    assertNotEquals("", MACHINE.run("cat", group + "/cgroup.procs").done().stdout());
    MACHINE.systemctl("stop", HEAD).done();
    assertEquals("inactive", MACHINE.show(HEAD, "ActiveState"));
    assertEquals("success", MACHINE.show(HEAD, "Result"));
    assertEquals("", MACHINE.run("cat", group + "/cgroup.procs").stdout());
    assertEquals("stopped", status("head").path("state").asString());
  }

  @Test
  void a_stop_by_nodectl_is_no_failure() {
    MACHINE.systemctl("start", HEAD).done();
    MACHINE.nodectl("stop", "--name", "head").done();
    Eventually.eventually(
        () -> MACHINE.show(HEAD, "ActiveState").equals("inactive"),
        () -> MACHINE.systemctl("status", HEAD).stdout());
    assertEquals("success", MACHINE.show(HEAD, "Result"));
  }

  @Test
  void a_worker_waits_for_its_head() {
    MACHINE.systemctl("start", "--no-block", WORKER).done();
    Eventually.eventually(
        () -> MACHINE.show(WORKER, "StatusText").contains("does not answer"),
        () -> MACHINE.systemctl("status", WORKER).stdout());
    assertEquals("activating", MACHINE.show(WORKER, "ActiveState"));
    MACHINE.systemctl("start", HEAD).done();
    MACHINE.awaitActive(WORKER);
    assertEquals("0", MACHINE.show(WORKER, "NRestarts"));
  }

  @Test
  void a_reload_gives_a_new_token_to_components_that_run() {
    MACHINE.install("--head", "--force");
    MACHINE.systemctl("start", HEAD).done();
    JsonNode before = status("head");
    String token = "fedcba9876543210fedcba9876543210";
    MACHINE.write(Path.of(before.path("auth").path("token_path").asString()), token);
    assertNotEquals(0, MACHINE.nodectl("nodes", "--name", "head").code(), "the old one is asked");

    MACHINE.systemctl("reload", HEAD).done();

    assertEquals("active", MACHINE.show(HEAD, "ActiveState"));
    assertEquals("ready: 4 components", MACHINE.show(HEAD, "StatusText"));
    MACHINE.nodectl("nodes", "--name", "head").done();
    assertEquals(pids(before), pids(status("head")), "nothing was restarted");
  }

  @Test
  void a_reload_says_what_only_a_restart_changes() {
    MACHINE.systemctl("start", HEAD).done();
    JsonNode outcomes = MACHINE.nodectl("reload", "--name", "head", "--format", "json").json();
    assertEquals("unchanged", outcomes.get(0).path("effect").asString());
    assertTrue(outcomes.get(0).path("text").asString().contains("restarted"), outcomes::toString);
  }

  private static List<String> pids(JsonNode status) {
    return status.path("components").valueStream().map(c -> c.path("pid").asString()).toList();
  }

  private static JsonNode status(String name) {
    return MACHINE.nodectl("status", "--name", name, "--format", "json").json();
  }

  private static void awaitOtherMain(String before) {
    Eventually.eventually(
        () -> {
          String main = MACHINE.show(HEAD, "MainPID");
          return !main.equals("0") && !main.equals(before);
        },
        () -> "another main: " + MACHINE.systemctl("status", HEAD).stdout());
    MACHINE.awaitActive(HEAD);
  }
}
