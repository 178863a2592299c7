package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The face of the commands: exit codes, error objects, what goes where.
class CommandsIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "start",
        "start --head --address=127.0.0.1:6379",
        "start --head --no-such-flag",
        "start --head --port 65536",
        "start --head --port http",
        "start --head --timeout -1",
        "start --head --timeout 0",
        "start --head --name ../elsewhere",
        "start --head --node-ip-address localhost:7",
        "start --address=nonsense",
        "start --address=127.0.0.1:6379 --port 6379",
        "start --head --plan /no/such/plan",
        "stop --grace soon",
        "status --format xml",
        "nodes --address=nonsense",
        "logs --tail all",
      })
  void wrong_usage_is_code_2_on_standard_error_and_an_object_for_programs(String line) {
    String[] arguments = line.split(" ", -1);
    Outcome people = box.nodectl(arguments).expect(ExitCode.USAGE);
    assertEquals("", people.stdout());
    assertFalse(people.stderr().isBlank());
    assertFalse(people.stderr().contains("Exception"), people::toString);
    if (!line.contains("--format")) {
      Outcome programs = box.json(arguments).expect(ExitCode.USAGE);
      assertEquals(Set.of("code", "component", "log_tail", "message"), Json.keys(programs.error()));
      assertEquals("usage", programs.error().path("code").asString());
    }
    assertFalse(Files.exists(box.root().resolve("elsewhere")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "stop", "stop --all", "ps", "logs raylet", "nodes"})
  void where_nothing_was_ever_started_there_is_nothing(String line) {
    box.json(line.split(" ", -1)).expectError(ExitCode.NOTHING_THERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "stop", "ps", "logs store", "nodes"})
  void an_unknown_node_is_nothing_and_the_known_ones_are_named(String line) {
    box.start("known", Component.good("store")).done();
    List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
    arguments.addAll(List.of("--name", "ghost"));
    box.json(arguments.toArray(String[]::new))
        .expectError(ExitCode.NOTHING_THERE, "ghost", "known");
  }

  @Test
  void a_stopped_node_shows_how_it_ended_and_cannot_be_stopped_again() {
    box.start("n", Component.good("store")).done();
    Outcome stop = box.json("stop", "--name", "n").done();
    assertEquals("stopped", stop.json().path("state").asString());
    Outcome status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE);
    assertEquals("stopped", status.json().path("state").asString());
    assertEquals("stopped", Json.component(status.json(), "store").path("state").asString());
    assertTrue(Json.component(status.json(), "store").path("pid").isNull());
    box.json("stop", "--name", "n").expectError(ExitCode.NOTHING_THERE, "n");
    box.json("ps", "--name", "n").expectError(ExitCode.NOTHING_THERE, "n");
  }

  @Test
  void results_go_to_standard_output_and_talk_to_standard_error() {
    Path plan = box.plan(Component.good("store"));
    Outcome start = box.nodectl(Sandbox.startOf(plan, "n")).done();
    assertEquals("ready", start.json().path("state").asString());
    assertTrue(start.stderr().contains("store ready"), start::toString);
    assertFalse(start.stderr().contains("\u001b"), "no colours for files");
  }

  @Test
  void ps_lists_every_process_of_the_node() {
    JsonNode node =
        box.start(
                "n",
                Component.child("store", "fork", "100", "bind", "main", "report", "ready", "wait"))
            .done()
            .json();
    JsonNode processes = box.json("ps").done().json();
    List<Long> listed = processes.valueStream().map(p -> p.path("pid").asLong()).sorted().toList();
    assertEquals(box.processes().stream().map(p -> p.pid()).sorted().toList(), listed);
    List<String> roles =
        processes.valueStream().map(p -> p.path("role").asString()).sorted().toList();
    assertEquals(List.of("guardian", "sleep", "store", "supervisor"), roles);
    assertTrue(listed.contains(Json.pid(node, "store")));
    for (JsonNode process : processes) {
      assertTrue(process.path("pss_kib").asLong() > 0, processes::toString);
    }
  }

  @Test
  void logs_prints_what_a_component_wrote_also_after_its_end() {
    box.start(
            "n",
            Component.child(
                "store",
                "print",
                "one",
                "print-error",
                "two",
                "bind",
                "main",
                "report",
                "ready",
                "wait",
                "print",
                "three"))
        .done();
    assertEquals("one\ntwo\n", box.nodectl("logs", "store").done().stdout());
    assertEquals("two\n", box.nodectl("logs", "store", "--tail", "1").done().stdout());
    box.nodectl("stop").done();
    assertEquals("one\ntwo\nthree\n", box.nodectl("logs", "store").done().stdout());
    assertTrue(box.nodectl("logs", "supervisor").done().stdout().contains("store is ready"));
    box.json("logs", "nobody").expectError(ExitCode.NOTHING_THERE, "nobody", "store");
  }

  @Test
  void logs_follows_what_is_written_from_now_on() {
    String go = box.file("go").toString();
    box.start(
            "n",
            Component.child(
                "store",
                "print",
                "before",
                "bind",
                "main",
                "report",
                "ready",
                "wait-file",
                go,
                "print",
                "after",
                "wait"))
        .done();
    Running logs =
        box.begin(
            List.of("env", "--default-signal=INT"),
            Map.of(),
            List.of("logs", "-f", "store", "--name", "n"));
    Eventually.eventually(() -> logs.stdoutSoFar().equals("before\n"), logs::stdoutSoFar);
    box.touch(box.file("go"));
    Eventually.eventually(() -> logs.stdoutSoFar().equals("before\nafter\n"), logs::stdoutSoFar);
    logs.signal("INT");
    Outcome end = logs.await();
    assertTrue(Set.of(0, ExitCode.INTERRUPTED.number()).contains(end.code()), end::toString);
  }

  @Test
  void version_and_completion_and_help_need_no_node() {
    JsonNode version = box.json("version").done().json();
    assertEquals(box.checkout().distribution().toString(), version.path("distribution").asString());
    assertTrue(box.nodectl("completion", "bash").done().stdout().contains("complete"));
    String help = box.nodectl("--help").done().stdout();
    for (ExitCode code : ExitCode.values()) {
      assertTrue(
          help.matches("(?s).*\\b" + code.number() + " +" + code.code() + "\\b.*"), code::toString);
    }
    for (String command :
        List.of("start", "stop", "status", "ps", "nodes", "logs", "version", "completion")) {
      Outcome one = box.nodectl(command, "--help").done();
      assertTrue(one.stdout().contains("Example"), one::toString);
    }
  }

  @Test
  void a_plan_that_is_no_plan_is_told_by_its_file() throws IOException {
    Path file = Files.writeString(box.file("plan.json"), "{\"components\": [}");
    box.nodectl(Sandbox.startOf(file, "n")).expectError(ExitCode.USAGE, "plan.json");
    Files.writeString(file, "{\"parts\": []}");
    box.nodectl(Sandbox.startOf(file, "n")).expectError(ExitCode.USAGE, "plan.json", "parts");
  }
}
