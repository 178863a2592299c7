package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Programs that run on a node as if they ran here.
class RunIT {
  private static final int CPUS = 4;

  /// Tests that run in the background of a shell, or under nohup(1), ignore signals, and what they
  /// start would too.
  private static final List<String> INTERRUPTIBLE = List.of("env", "--default-signal");

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  @BeforeAll
  static void start_a_head_and_a_worker() {
    JsonNode head =
        BOX.json("start", "--head", "--num-cpus", "" + CPUS, "--num-gpus", "4").done().json();
    BOX.json("start", "--address=" + head.path("address").asString(), "--name", "w1").done();
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  /// Begins `nodectl run` on the cluster of the head.
  private static Running begin(String... arguments) {
    return BOX.begin(
        INTERRUPTIBLE,
        Map.of(),
        Stream.concat(Stream.of("run", "--name", "head"), Stream.of(arguments)).toList());
  }

  private static Outcome run(String... arguments) {
    return begin(arguments).await();
  }

  private static void expect(int code, Running running) {
    Outcome outcome = running.await();
    assertEquals(code, outcome.code(), outcome::toString);
  }

  private static String worker1() {
    return BOX.status("w1").path("node_id").asString();
  }

  /// A shell command line with `nodectl run` in it.
  private static Outcome shell(String script) {
    return BOX.begin(
            List.of("bash", "-c", script),
            Map.of(
                "NODECTL_ROOT",
                BOX.root().toString(),
                "RUN",
                BOX.checkout().nodectl() + " run --name head"))
        .await();
  }

  private static List<JsonNode> workers() {
    return BOX.json("workers", "--name", "head")
        .done()
        .json()
        .path("workers")
        .valueStream()
        .toList();
  }

  @Test
  void exit_codes_are_those_of_the_program_here_and_on_another_node() {
    String w1 = worker1();
    Running here = begin("--", "sh", "-c", "exit 7");
    Running there = begin("--node", w1, "--", "sh", "-c", "exit 7");
    Running killed = begin("--", "sh", "-c", "kill -KILL $$");
    expect(7, here);
    expect(7, there);
    expect(137, killed);
  }

  @Test
  void what_is_ours_has_exit_codes_and_words_of_its_own() throws IOException {
    Path text = Files.writeString(BOX.file("text"), "no program");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-r--r--"));
    Running missing = begin("--format", "json", "--", "no-such-program-at-all");
    Running unusable = begin("--format", "json", "--", text.toString());
    Running inAFile = begin("--format", "json", "--", text + "/x");
    Running greedy = begin("--format", "json", "--num-cpus", "1000", "--", "true");
    Running strange = begin("--format", "json", "--resources", "{\"no-such\": 1}", "--", "true");
    expectError(127, "not-found", missing);
    expectError(126, "cannot-execute", unusable);
    expectError(126, "cannot-execute", inAFile);
    expectError(125, "infeasible", greedy);
    expectError(125, "infeasible", strange);
  }

  private static void expectError(int code, String word, Running running) {
    Outcome outcome = running.await();
    assertEquals(code, outcome.code(), outcome::toString);
    assertEquals(word, outcome.error().path("code").asString(), outcome::toString);
  }

  @Test
  void a_million_bytes_pass_through_unchanged_while_errors_stay_apart() throws IOException {
    Path original = BOX.file("bytes");
    Outcome outcome =
        shell(
            "O=%s; $RUN --env F=$O -- sh -c 'head -c 1000000 /dev/urandom | tee $F; echo oh >&2' >$O.seen && cmp $O $O.seen && echo same"
                .formatted(original));
    assertEquals("same\n", outcome.stdout(), outcome::toString);
    assertEquals(1_000_000, Files.size(original));
    assertTrue(outcome.stderr().contains("oh"), outcome::toString);
  }

  @Test
  void standard_input_reaches_the_program_and_its_end_too() {
    assertEquals("a\nb", shell("printf 'a\\nb' | $RUN -- cat").stdout());
    assertEquals("3000000\n", shell("head -c 3000000 /dev/zero | $RUN -- wc -c").stdout());
  }

  @Test
  void a_program_whose_reader_has_gone_ends_by_sigpipe() {
    Outcome outcome = shell("$RUN -- yes | head -1; echo ${PIPESTATUS[0]}");
    assertEquals("y\n141\n", outcome.stdout(), outcome::toString);
  }

  @Test
  void ctrl_c_reaches_the_program_on_another_node() {
    Running polite =
        begin(
            "--node",
            worker1(),
            "--",
            "sh",
            "-c",
            "trap 'echo int; exit 3' INT; echo up; while :; do sleep 0.02; done");
    Running plain = begin("--", "sh", "-c", "echo up; exec sleep 1000");
    Running asked = begin("--", "sh", "-c", "echo up; exec sleep 1000");
    for (Running running : List.of(polite, plain, asked)) {
      Eventually.eventually(() -> running.stdoutSoFar().equals("up\n"), running::stderrSoFar);
    }
    polite.signal("INT");
    plain.signal("INT");
    asked.signal("TERM");
    Outcome outcome = polite.await();
    assertEquals(3, outcome.code(), outcome::toString);
    assertEquals("up\nint\n", outcome.stdout());
    expect(130, plain);
    expect(143, asked);
  }

  @Test
  void other_signals_reach_the_program_too() {
    List<String> names = List.of("HUP", "USR1", "USR2", "WINCH");
    StringBuilder script = new StringBuilder();
    names.forEach(name -> script.append("trap 'echo %s' %s; ".formatted(name, name)));
    Running running =
        begin(
            "--node",
            worker1(),
            "--",
            "sh",
            "-c",
            script + "trap 'exit 4' TERM; echo up; while :; do sleep 0.02; done");
    String heard = "up\n";
    for (String name : names) {
      awaitOutput(running, heard);
      running.signal(name);
      heard += name + "\n";
    }
    awaitOutput(running, heard);
    running.signal("TERM");
    expect(4, running);
  }

  private static void awaitOutput(Running running, String wanted) {
    Eventually.eventually(() -> running.stdoutSoFar().equals(wanted), running::stdoutSoFar);
  }

  @Test
  void who_vanishes_takes_the_program_along() {
    Running running = begin("--", "sh", "-c", "sleep 1000 & echo $! $$; wait");
    Eventually.eventually(() -> running.stdoutSoFar().endsWith("\n"), running::stderrSoFar);
    List<Long> pids =
        Stream.of(running.stdoutSoFar().strip().split(" ")).map(Long::valueOf).toList();
    running.kill();
    Eventually.eventually(
        () -> pids.stream().noneMatch(Processes::isAlive), () -> "still there: " + pids);
  }

  @Test
  void a_program_takes_along_what_it_leaves_behind() {
    Outcome outcome = run("--", "sh", "-c", "setsid sleep 1000 >/dev/null 2>&1 & echo $!");
    assertEquals(0, outcome.code(), outcome::toString);
    long pid = Long.parseLong(outcome.stdout().strip());
    Eventually.eventually(() -> !Processes.isAlive(pid), () -> "still there: " + pid);
  }

  @Test
  void gpus_are_granted_by_their_ids_and_no_others_are_seen() {
    Running two = begin("--num-gpus", "2", "--", "sh", "-c", "echo $CUDA_VISIBLE_DEVICES");
    assertTrue(two.await().stdout().matches("[0-3],[0-3]\n"), () -> two.await().toString());
  }

  @Test
  void what_waits_for_resources_is_shown_and_runs_when_there_is_room() {
    String head = BOX.status("head").path("node_id").asString();
    List<String> all = List.of("--node", head, "--num-cpus", "" + CPUS);
    Running first = begin(with(all, "--", "sh", "-c", "echo up; exec sleep 1000"));
    Eventually.eventually(() -> first.stdoutSoFar().equals("up\n"), first::stderrSoFar);
    Running second = begin(with(all, "--worker-name", "second", "--", "echo", "went"));
    Eventually.eventually(
        () -> second.stderrSoFar().contains("CPU"), () -> "told: " + second.stderrSoFar());
    Outcome pending = BOX.json("resources", "--pending", "--name", "head").done();
    assertTrue(
        pending
            .json()
            .path("pending_workers")
            .valueStream()
            .anyMatch(worker -> worker.path("name").asString().equals("second")),
        pending::toString);
    first.signal("INT");
    expect(130, first);
    Outcome outcome = second.await();
    assertEquals("went\n", outcome.stdout(), outcome::toString);
  }

  private static String[] with(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  @Test
  void a_program_finds_out_where_it_is() {
    Outcome outcome =
        run(
            "--num-cpus",
            "0.5",
            "--",
            BOX.checkout().nodectl().toString(),
            "context",
            "--format",
            "json");
    assertEquals(0, outcome.code(), outcome::toString);
    JsonNode context = outcome.json();
    assertEquals(
        BOX.status("head").path("address").asString(), context.path("gcs_address").asString());
    assertEquals(0.5, context.path("granted").path("CPU").asDouble());
  }

  @Test
  void a_raylet_that_is_killed_takes_its_programs_along_and_launches_again_what_should_be() {
    String w1 = worker1();
    JsonNode lasting = detach(w1, "--restart", "3", "--worker-name", "lasting");
    JsonNode passing = detach(w1, "--worker-name", "passing");
    Signals.send("KILL", Json.pid(BOX.status("w1"), "raylet"));
    for (JsonNode worker : List.of(lasting, passing)) {
      long pid = worker.path("pid").asLong();
      Eventually.eventually(() -> !Processes.isAlive(pid), () -> "still there: " + pid);
    }
    JsonNode again =
        Eventually.found(
            () ->
                workers().stream()
                    .filter(worker -> worker.path("name").asString().equals("lasting"))
                    .filter(worker -> worker.path("state").asString().equals("READY"))
                    .findFirst(),
            "worker that was launched again");
    assertEquals(2, again.path("incarnation").asInt());
    assertNotEquals(lasting.path("pid"), again.path("pid"));
    assertEquals(
        Optional.empty(),
        workers().stream()
            .filter(worker -> worker.path("name").asString().equals("passing"))
            .findFirst());
    BOX.json("worker", "stop", "lasting", "--name", "head").done();
  }

  private static JsonNode detach(String node, String... more) {
    return run(with(
            with2(List.of("--detach", "--format", "json", "--node", node), more),
            "--",
            "sleep",
            "1000"))
        .done()
        .json();
  }

  private static List<String> with2(List<String> first, String... rest) {
    return List.of(with(first, rest));
  }
}
