package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.Strategy;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerFailure;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkerSignaled;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.rpc.BindFailed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class RunCommandTest {
  private static final AttachReply STARTED =
      AttachReply.newBuilder()
          .setLaunched(LaunchReply.newBuilder().setStarted(FakeRaylet.worker(WorkerState.PENDING)))
          .build();

  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);
  private final List<FakeRaylet> raylets = new ArrayList<>();

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
  }

  @AfterEach
  void end_the_raylets() {
    raylets.forEach(FakeRaylet::close);
  }

  private FakeRaylet raylet() throws BindFailed {
    FakeRaylet raylet = FakeRaylet.start();
    raylets.add(raylet);
    return raylet;
  }

  private Cli.Result run(FakeRaylet raylet, String... more) {
    List<String> args = new ArrayList<>(List.of("run", "--address", raylet.address().toString()));
    args.addAll(List.of(more));
    return cli.run(args.toArray(String[]::new));
  }

  private static AttachReply exit(int code) {
    return AttachReply.newBuilder().setExit(WorkerExit.newBuilder().setCode(code)).build();
  }

  private static AttachReply failure(FailureCode code) {
    return AttachReply.newBuilder()
        .setExit(
            WorkerExit.newBuilder()
                .setFailure(WorkerFailure.newBuilder().setCode(code).setMessage("so it is")))
        .build();
  }

  private static AttachReply goTo(FakeRaylet other) {
    return AttachReply.newBuilder()
        .setLaunched(
            LaunchReply.newBuilder()
                .setSpillback(
                    Spillback.newBuilder()
                        .setNodeId(other.nodeId())
                        .setAddress(other.address().toString())))
        .build();
  }

  @Test
  void output_passes_through_byte_for_byte_and_separately() throws Exception {
    FakeRaylet raylet = raylet();
    byte[] bytes = {0, (byte) 0xff, '\r', '\n', (byte) 0xc3, 'x'};
    raylet.attached =
        List.of(
            STARTED,
            FakeRaylet.state(WorkerState.STARTING),
            AttachReply.newBuilder().setStdout(ByteString.copyFrom(bytes)).build(),
            AttachReply.newBuilder().setStderr(ByteString.copyFromUtf8("oh\n")).build(),
            exit(7));
    Cli.Result result = run(raylet, "--", "prog", "--format", "json");
    assertEquals(7, result.code());
    assertArrayEquals(bytes, cli.bytes());
    assertEquals("oh\n", result.err());
    assertEquals(
        List.of("prog", "--format", "json"), raylet.launches.getFirst().getProgram().getArgvList());
  }

  @Test
  void standard_input_reaches_the_program_once_it_runs() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, FakeRaylet.state(WorkerState.STARTING));
    raylet.reaction =
        (request, replies) -> {
          if (request.hasStdin()) {
            replies.onNext(FakeRaylet.out(request.getStdin().toStringUtf8()));
          } else if (request.hasStdinEnd()) {
            replies.onNext(exit(0));
          }
        };
    cli.typing("hello");
    Cli.Result result = run(raylet, "--", "cat");
    assertEquals(0, result.code());
    assertEquals("hello", result.out());
  }

  @Test
  void input_of_any_length_comes_as_fast_as_the_program_takes_it() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, FakeRaylet.state(WorkerState.STARTING));
    AtomicLong taken = new AtomicLong();
    raylet.reaction =
        (request, replies) -> {
          if (request.hasStdin()) {
            long all = taken.addAndGet(request.getStdin().size());
            replies.onNext(AttachReply.newBuilder().setStdinTaken(all).build());
          } else if (request.hasStdinEnd()) {
            replies.onNext(FakeRaylet.out(taken.toString()));
            replies.onNext(exit(0));
          }
        };
    cli.typing("x".repeat(1_000_000));
    assertEquals("1000000", run(raylet, "--", "wc").out());
  }

  @Test
  void a_program_that_a_signal_ended_has_the_exit_code_that_a_shell_tells() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached =
        List.of(
            STARTED,
            AttachReply.newBuilder()
                .setExit(
                    WorkerExit.newBuilder().setSignaled(WorkerSignaled.newBuilder().setSignal(9)))
                .build());
    assertEquals(137, run(raylet, "--", "prog").code());
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 127, not-found",
    "CANNOT_EXECUTE, 126, cannot-execute",
    "RUNTIME_ENV_FAILED, 125, runtime-env-failed",
    "PORT_NOT_HELD, 125, port-not-held",
    "RAYLET_DIED, 125, raylet-died",
  })
  void what_is_not_the_program_s_has_exit_codes_of_its_own(
      FailureCode code, int expected, String word) throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, failure(code));
    Cli.Result people = run(raylet, "--", "prog");
    assertEquals(expected, people.code());
    assertEquals("nodectl: so it is\n", people.err());
    Cli.Result programs = run(raylet, "--format", "json", "--", "prog");
    assertEquals(expected, programs.code());
    JsonNode error = JsonMapper.shared().readTree(programs.out()).path("error");
    assertEquals(word, error.path("code").asString());
    assertEquals("so it is", error.path("message").asString());
  }

  @Test
  void what_no_node_could_run_is_refused() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached =
        List.of(
            AttachReply.newBuilder()
                .setLaunched(
                    LaunchReply.newBuilder()
                        .setRefused(
                            WorkerFailure.newBuilder()
                                .setCode(FailureCode.INFEASIBLE)
                                .setMessage("CPU: 99 are needed")))
                .build());
    Cli.Result result = run(raylet, "--num-cpus", "99", "--", "prog");
    assertEquals(125, result.code());
    assertEquals("nodectl: CPU: 99 are needed\n", result.err());
    assertEquals(990_000, raylet.launches.getFirst().getResourcesOrThrow("CPU"));
  }

  @Test
  void a_wrong_command_line_and_a_missing_cluster_are_no_exit_codes_of_programs() {
    assertEquals(125, cli.run("run").code());
    assertEquals(125, cli.run("run", "--num-cpus", "-1", "--", "x").code());
    assertEquals(125, cli.run("run", "--no-such-flag", "--", "x").code());
    Cli.Result lost = cli.run("run", "--address", "127.0.0.1:1", "--format", "json", "--", "x");
    assertEquals(125, lost.code());
    assertEquals(
        "nothing-there",
        JsonMapper.shared().readTree(lost.out()).path("error").path("code").asString());
  }

  @Test
  void a_spillback_is_followed_with_one_hop_more_and_the_same_id() throws Exception {
    FakeRaylet first = raylet();
    FakeRaylet second = raylet();
    first.attached = List.of(goTo(second));
    second.attached = List.of(STARTED, FakeRaylet.out("there"), exit(3));
    Cli.Result result = run(first, "--", "prog");
    assertEquals(3, result.code());
    assertEquals("there", result.out());
    LaunchRequest asked = second.launches.getFirst();
    assertEquals(1, asked.getHops());
    assertEquals(first.launches.getFirst().getWorkerId(), asked.getWorkerId());
    assertEquals(56, asked.getWorkerId().length());
  }

  @Test
  void nodes_that_send_a_program_on_for_ever_are_left() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(goTo(raylet));
    Cli.Result result = run(raylet, "--format", "json", "--", "prog");
    assertEquals(125, result.code());
    assertEquals(
        "too-many-hops",
        JsonMapper.shared().readTree(result.out()).path("error").path("code").asString());
    assertEquals(RunCourse.MOST_HOPS + 1, raylet.launches.size());
  }

  @Test
  void a_connection_that_is_lost_is_told() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, FakeRaylet.state(WorkerState.STARTING));
    raylet.reaction =
        (_, replies) ->
            replies.onError(Status.UNAVAILABLE.withDescription("gone").asRuntimeException());
    Cli.Result result = run(raylet, "--", "prog");
    assertEquals(125, result.code());
    assertTrue(result.err().contains("was lost (gone)"), result.err());
  }

  @Test
  void another_node_is_asked_if_the_first_is_not_there() throws Exception {
    FakeRaylet there = raylet();
    there.attached = List.of(STARTED, exit(0));
    FakeRaylet gone = raylet();
    gone.close();
    there.knows(gone.info().toBuilder().setIsHeadNode(true).build());
    assertEquals(0, run(there, "--", "prog").code());
  }

  @Test
  void a_node_can_be_demanded_by_the_beginning_of_its_id() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, exit(0));
    assertEquals(0, run(raylet, "--node", raylet.nodeId().substring(0, 10), "--", "prog").code());
    assertEquals(raylet.nodeId(), raylet.launches.getFirst().getPlacement().getNodeId());
    Cli.Result none = run(raylet, "--node", "nobody", "--", "prog");
    assertEquals(125, none.code());
    assertTrue(none.err().contains("no node of this cluster that runs programs is 'nobody'"));
  }

  @Test
  void the_flags_become_a_request() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, exit(0));
    cli.with("HERE", "yes");
    Cli.Result result =
        run(
            raylet,
            "--num-gpus=0.5",
            "--memory=1.5K",
            "--resources={\"special\": 2}",
            "--label-selector=zone=in(a,b),market=!spot",
            "--strategy=spread",
            "--port-mode=reserve",
            "--health=GET:/ok",
            "--start-timeout=2",
            "--grace=0.5",
            "--env=A=b=c",
            "--env=HERE",
            "--worker-name=web",
            "--runtime-env={\"env_vars\": {\"X\": \"1\"}}",
            "prog",
            "-x");
    assertEquals(0, result.code(), result.err());
    LaunchRequest asked = raylet.launches.getFirst();
    assertEquals(
        Map.of("GPU", 5_000L, "memory", 15_360_000L, "special", 20_000L), asked.getResourcesMap());
    assertEquals(Map.of("zone", "in(a,b)", "market", "!spot"), asked.getPlacement().getLabelsMap());
    assertEquals(Strategy.SPREAD, asked.getPlacement().getStrategy());
    assertTrue(asked.getPortMode().hasReserve());
    assertEquals("GET:/ok", asked.getHealth().getRequest());
    assertEquals(2_000, asked.getStartTimeoutMs());
    assertEquals(500, asked.getStopGraceMs());
    assertEquals(Map.of("A", "b=c", "HERE", "yes"), asked.getProgram().getEnvMap());
    assertEquals("web", asked.getName());
    assertEquals("{\"env_vars\":{\"X\":\"1\"}}", asked.getRuntimeEnv());
    assertEquals(List.of("prog", "-x"), asked.getProgram().getArgvList());
  }

  @Test
  void a_relative_program_is_the_one_in_the_folder_where_it_is_to_run() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, exit(0));
    assertEquals(0, run(raylet, "--cwd=/srv/app", "--", "./serve", "./x").code());
    assertEquals(
        List.of("/srv/app/serve", "./x"), raylet.launches.getFirst().getProgram().getArgvList());
  }

  @Test
  void json_that_ends_too_soon_is_told_in_words_for_people() {
    assertEquals(
        "nodectl run: --runtime-env: it cannot be read: Unexpected end-of-input: expected close"
            + " marker for Object. See 'nodectl run --help'.\n",
        cli.run("run", "--runtime-env", "{\"a\":1", "--", "x").err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--cwd=", "--working-dir=", "--runtime-env= ", "--restart=-1"})
  void an_empty_or_senseless_value_is_refused(String flag) {
    Cli.Result result = cli.run("run", "--detach", flag, "--", "x");
    assertEquals(125, result.code());
    assertTrue(result.err().contains(flag.substring(0, flag.indexOf('='))), result.err());
  }

  @Test
  void a_detached_program_is_left_when_it_is_ready() throws Exception {
    FakeRaylet raylet = raylet();
    WorkerInfo ready =
        FakeRaylet.worker(WorkerState.READY)
            .setPid(12)
            .addPorts(WorkerPort.newBuilder().setName("main").setAddress("127.0.0.1:4001"))
            .build();
    raylet.launched =
        _ -> LaunchReply.newBuilder().setStarted(FakeRaylet.worker(WorkerState.PENDING)).build();
    raylet.watched = List.of(WatchReply.newBuilder().setWorker(ready).build());
    Cli.Result people = run(raylet, "--detach", "--restart", "always", "--", "prog");
    assertEquals(0, people.code(), people.err());
    assertEquals(
        "worker %s is READY, pid 12, at 127.0.0.1:4001\n".formatted(ready.getWorkerId()),
        people.out());
    assertEquals(-1, raylet.launches.getFirst().getRestart().getMaxRestarts());
    Cli.Result programs = run(raylet, "--detach", "--format", "json", "--", "prog");
    JsonNode json = JsonMapper.shared().readTree(programs.out());
    assertEquals("127.0.0.1:4001", json.path("ports").path("main").asString());
    assertEquals(List.of(), raylet.stops);
  }

  @Test
  void a_detached_program_that_fails_is_told_with_its_last_words() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.launched =
        _ -> LaunchReply.newBuilder().setStarted(FakeRaylet.worker(WorkerState.PENDING)).build();
    raylet.watched =
        List.of(
            WatchReply.newBuilder()
                .setWorker(
                    FakeRaylet.worker(WorkerState.FAILED)
                        .setExit(WorkerExit.newBuilder().setCode(3).addLastLines("oh no")))
                .build());
    Cli.Result result = run(raylet, "--detach", "--", "prog");
    assertEquals(125, result.code());
    assertTrue(result.err().contains("exit code 3"), result.err());
    assertTrue(result.err().contains("  | oh no"), result.err());
  }

  @Test
  void a_detached_program_that_is_not_ready_in_time_is_stopped() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.launched =
        _ -> LaunchReply.newBuilder().setStarted(FakeRaylet.worker(WorkerState.PENDING)).build();
    Cli.Result result =
        run(raylet, "--detach", "--timeout", "0.05", "--format", "json", "--", "prog");
    assertEquals(125, result.code());
    assertEquals(
        "too-late",
        JsonMapper.shared().readTree(result.out()).path("error").path("code").asString());
    assertEquals(raylet.launches.getFirst().getWorkerId(), raylet.stops.getFirst().getWorkerId());
  }

  @Test
  void an_attached_program_is_never_launched_again() {
    Cli.Result result = cli.run("run", "--restart", "2", "--", "prog");
    assertEquals(125, result.code());
    assertTrue(result.err().contains("add --detach"), result.err());
  }

  @Test
  void text_that_people_write_is_utf_8() throws Exception {
    FakeRaylet raylet = raylet();
    raylet.attached = List.of(STARTED, FakeRaylet.out("grün\n"), exit(0));
    Cli.Result result = run(raylet, "--", "prog");
    assertArrayEquals("grün\n".getBytes(StandardCharsets.UTF_8), cli.bytes());
    assertEquals("grün\n", result.out());
  }
}
