package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.handshake.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real components under a real debugger and real tools.
class DebugIT {
  private static final Pattern ATTACH = Pattern.compile("jdb -attach (127\\.0\\.0\\.1:\\d+)");

  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }

  @Test
  void a_suspended_component_waits_for_its_debugger_beyond_every_time_limit() throws IOException {
    Running start = box.begin("start", "--head", "--debug", "raylet:suspend", "--timeout", "3");
    Eventually.eventually(() -> attach(start).find(), start::stderrSoFar);
    Matcher said = attach(start);
    assertTrue(said.find());
    JsonNode waiting = box.status("head");
    assertEquals("127.0.0.1:" + Json.port(waiting, "raylet", "jdwp"), said.group(1));
    awaitSeconds(5, start);
    assertFalse(start.isOver(), start::stderrSoFar);

    Running jdb = jdb(said.group(1), "cont");
    Outcome started = start.await().done();
    assertTrue(started.stdout().contains("is ready"), started::toString);
    leave(jdb);

    // A debugger that leaves makes the JVM wait for the next one, on another port.
    Eventually.eventually(
        () -> !said.group(1).endsWith(":" + Json.port(box.status("head"), "raylet", "jdwp")),
        () -> "still the old port");
    assertFalse(trace("head").path("components").path("raylet").path("aot").asBoolean());
    assertTrue(trace("head").path("components").path("gcs-server").path("aot").asBoolean());
    box.stopAll();
  }

  @Test
  void a_debugged_component_starts_at_once_and_can_be_attached_to_later() {
    JsonNode started = box.json("start", "--head", "--debug", "gcs-server").done().json();
    int port = Json.port(started, "gcs-server", "jdwp");
    assertEquals("jdwp", Json.component(started, "gcs-server").path("debugging").asString());
    Running jdb = jdb("127.0.0.1:" + port, "threads");
    Eventually.eventually(() -> jdb.stdoutSoFar().contains("main"), jdb::stdoutSoFar);
    leave(jdb);

    Signals.send("KILL", Json.pid(started, "gcs-server"));
    Eventually.eventually(() -> isReadyAgain("gcs-server"), () -> box.status("head").toString());
    int another = Json.port(box.status("head"), "gcs-server", "jdwp");
    assertTrue(another != 0 && another != port, port + " and then " + another);
    box.stopAll();
  }

  @Test
  void under_gdb_a_crash_prints_all_stacks_into_the_log_and_leaves_nothing() throws IOException {
    assumeInstalled("gdb");
    JsonNode started = box.json("start", "--head", "--wrap", "raylet=gdb").done().json();
    long gdb = Json.pid(started, "raylet");
    long jvm = childOf(gdb);
    Path log = Path.of(started.path("session").asString(), "logs", "raylet.log");

    Signals.send("ABRT", jvm);
    Eventually.eventually(() -> !Processes.isAlive(gdb) && !Processes.isAlive(jvm), log::toString);
    String printed = Files.readString(log);
    assertTrue(printed.contains("received signal SIGABRT"), printed);
    assertTrue(printed.contains("#0 "), printed);
    assertFalse(printed.contains("SIGSEGV, Segmentation"), printed);
    box.stopAll();
    box.awaitNothingLeft();
  }

  @Test
  void under_gdb_and_strace_a_node_stops_in_an_orderly_way() throws IOException {
    assumeInstalled("gdb");
    assumeInstalled("strace");
    JsonNode started =
        box.json("start", "--head", "--wrap", "raylet=gdb", "--wrap", "gcs-server=strace")
            .done()
            .json();
    Path session = Path.of(started.path("session").asString());
    box.stopAll();
    box.awaitNothingLeft();
    String log = Files.readString(session.resolve("logs/raylet.log"));
    assertTrue(log.contains("exited normally"), log);
    assertTrue(Files.readString(session.resolve("gcs-server.strace")).contains("exit_group("));
  }

  @Test
  void nothing_is_left_of_a_tool_or_its_program_when_either_or_the_supervisor_is_killed() {
    assumeInstalled("gdb");
    assumeInstalled("strace");
    JsonNode started =
        box.json("start", "--head", "--wrap", "raylet=gdb", "--wrap", "runtime-env-agent=strace")
            .done()
            .json();
    long gdb = Json.pid(started, "raylet");
    long belowGdb = childOf(gdb);
    long strace = Json.pid(started, "runtime-env-agent");
    long belowStrace = childOf(strace);
    Signals.send("KILL", gdb);
    Signals.send("KILL", belowStrace);
    for (long pid : List.of(gdb, belowGdb, strace, belowStrace)) {
      Eventually.eventually(() -> !Processes.isAlive(pid), () -> "pid " + pid + " lives");
    }
    Signals.send("KILL", box.supervisor("head").orElseThrow());
    box.awaitNothingLeft();
  }

  @Test
  void any_command_can_be_put_before_a_component() {
    box.nodectl("start", "--head", "--wrap", "raylet", "--", "nice", "-n", "1").done();
    box.stopAll();
  }

  @Test
  void a_tool_that_closes_descriptors_is_blamed() {
    box.nodectl("start", "--head", "--wrap", "raylet", "--", "/bin/sh", "-c", "\"$@\" 3>&-; :", "x")
        .expect(ExitCode.COMPONENT_FAILED);
    String told =
        box.nodectl(
                "start",
                "--head",
                "--wrap",
                "gcs-server",
                "--",
                "/bin/sh",
                "-c",
                "\"$@\" 3>&-; :",
                "x")
            .expect(ExitCode.COMPONENT_FAILED)
            .stderr();
    assertTrue(told.contains("descriptor"), told);
  }

  @Test
  void a_component_that_does_not_exist_is_refused_before_anything_starts() {
    box.json("start", "--head", "--debug", "ralyet")
        .expectError(ExitCode.USAGE, "ralyet", "raylet");
    box.json("start", "--head", "--wrap", "raylet=dbg").expectError(ExitCode.USAGE, "gdb");
  }

  private static Matcher attach(Running start) {
    return ATTACH.matcher(start.stderrSoFar());
  }

  private boolean isReadyAgain(String component) {
    JsonNode now = Json.component(box.status("head"), component);
    return now.path("generation").asInt() == 2 && now.path("state").asString().equals("ready");
  }

  /// The debugger of this JDK; it stays attached until it is told to leave. It says the command
  /// again and again, because what comes before it is attached means nothing to it.
  private Running jdb(String address, String command) {
    String script =
        "(while ! [ -e %s ]; do echo %s; sleep 0.3; done; echo quit) | '%s' -attach %s"
            .formatted(
                box.file("leave"),
                command,
                Path.of(System.getProperty("java.home"), "bin", "jdb"),
                address);
    return box.begin(List.of("/bin/sh", "-c", script), Map.of());
  }

  private void leave(Running jdb) {
    box.touch(box.file("leave"));
    jdb.await();
  }

  private JsonNode trace(String name) throws IOException {
    Path file = box.root().resolve(name).resolve("sessions/latest/start-trace.json");
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static long childOf(long pid) {
    return Eventually.found(
        () -> ProcessHandle.of(pid).flatMap(p -> p.children().findFirst()).map(ProcessHandle::pid),
        "process below the tool");
  }

  /// Time itself is what is tested here: nothing happens that could be waited for.
  private static void awaitSeconds(int seconds, Running start) {
    Eventually.becomesTrue(java.time.Duration.ofSeconds(seconds), start::isOver);
  }

  private static void assumeInstalled(String program) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> new File(folder, program).canExecute());
    assumeTrue(found, program + " is not installed here");
  }
}
