package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.raylet.ContextReply;
import io.nodectl.messages.raylet.ContextRequest;
import io.nodectl.messages.raylet.DescribeReply;
import io.nodectl.messages.raylet.DescribeRequest;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.HealthCheck;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.Program;
import io.nodectl.messages.raylet.ReportMode;
import io.nodectl.messages.raylet.ReserveMode;
import io.nodectl.messages.raylet.RestartPolicy;
import io.nodectl.messages.raylet.StopReply;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers over the wire, with small programs of this machine.
class WorkersServiceTest {
  @TempDir private Path session;
  private OfficeUnderTest office;

  @BeforeEach
  void open() throws Exception {
    office = OfficeUnderTest.open(session);
  }

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void a_program_that_exits_with_7_is_said_to_have() {
    WorkerInfo ended = office.awaitEnd(launch(shell("echo out; echo err >&2; exit 7")));
    assertEquals(WorkerState.EXITED, ended.getState());
    assertEquals(7, ended.getExit().getCode());
    assertEquals("ended with exit code 7", ended.getReason());
    assertFalse(ended.getExit().getWished());
    assertEquals("out\n", office.logs(LogsRequest.newBuilder(), ended));
  }

  @Test
  void a_signal_that_ends_it_is_told_by_its_number() {
    WorkerInfo ended = office.awaitEnd(launch(shell("kill -9 $$")));
    assertEquals(9, ended.getExit().getSignaled().getSignal());
    assertFalse(ended.getExit().getOomKilled());
  }

  @Test
  void a_program_that_is_not_there_is_not_found_and_one_that_is_no_program_cannot_be_executed()
      throws Exception {
    assertEquals(FailureCode.NOT_FOUND, failure(request("nodectl-has-no-such-program")));
    assertEquals(FailureCode.NOT_FOUND, failure(request("/nowhere/at/all")));
    Path file = Files.writeString(session.resolve("plain"), "text");
    assertEquals(FailureCode.CANNOT_EXECUTE, failure(request(file.toString())));
    Path script = Files.writeString(session.resolve("script"), "#!/no/such/interpreter\n");
    assertTrue(script.toFile().setExecutable(true));
    assertEquals(FailureCode.CANNOT_EXECUTE, failure(request(script.toString())));
    LaunchRequest.Builder nowhere = request("/bin/true");
    nowhere.getProgramBuilder().setDirectory("/nowhere");
    assertEquals(FailureCode.CANNOT_START, failure(nowhere));
    assertEquals(FailureCode.CANNOT_EXECUTE, failure(request(file + "/x")));
    assertEquals(FailureCode.CANNOT_EXECUTE, failure(request("/" + "x".repeat(300))));
    LaunchRequest.Builder inAFile = request("true");
    inAFile.getProgramBuilder().setDirectory(file.toString());
    assertEquals(FailureCode.CANNOT_START, failure(inAFile));
  }

  @Test
  void a_reported_port_is_its_endpoint_until_it_ends() {
    WorkerInfo ready = office.awaitState(launch(reporting()), WorkerState.READY);
    assertEquals("main", ready.getPorts(0).getName());
    assertTrue(ready.getPorts(0).getAddress().startsWith("127.0.0.1:"));
    assertTrue(ready.getPid() > 0);
    StopReply stopped =
        office.stub().stop(StopRequest.newBuilder().setWorkerId(ready.getWorkerId()).build());
    assertEquals(WorkerState.EXITED, stopped.getWorker().getState());
    assertTrue(stopped.getWorker().getExit().getWished());
    assertEquals(List.of(), stopped.getWorker().getPortsList());
    assertFalse(stopped.getForced());
  }

  @Test
  void who_wants_outcomes_only_is_told_of_no_step_on_the_way() {
    WorkerInfo worker = launch(shell("sleep 0.2; exit 3"));
    List<WorkerState> told = new ArrayList<>();
    office
        .stub()
        .watch(
            WatchRequest.newBuilder()
                .setWorkerId(worker.getWorkerId())
                .setOutcomesOnly(true)
                .build())
        .forEachRemaining(news -> told.add(news.getWorker().getState()));
    told.removeIf(WorkerState.READY::equals);
    assertEquals(List.of(WorkerState.EXITED), told);
  }

  @Test
  void one_that_ignores_sigterm_is_killed_and_that_is_said() {
    WorkerInfo ready =
        office.awaitState(
            launch(shell("trap '' TERM; while :; do sleep 1; done")), WorkerState.READY);
    StopReply stopped =
        office
            .stub()
            .stop(
                StopRequest.newBuilder().setWorkerId(ready.getWorkerId()).setGraceMs(200).build());
    assertTrue(stopped.getForced());
    assertEquals(9, stopped.getWorker().getExit().getSignaled().getSignal());
  }

  @Test
  void a_reserved_port_serves_with_its_health_answered_by_itself() {
    LaunchRequest.Builder server =
        request("python3", "-m", "http.server", "--bind", "127.0.0.1", "{port}")
            .setPortMode(PortMode.newBuilder().setReserve(ReserveMode.getDefaultInstance()))
            .setHealth(HealthCheck.newBuilder().setRequest("GET:/"));
    WorkerInfo ready = office.awaitState(launch(server), WorkerState.READY);
    assertEquals(1, ready.getPortsCount());
  }

  @Test
  void one_that_listens_and_never_accepts_is_never_ready() {
    LaunchRequest.Builder deaf =
        request(
                "python3",
                "-c",
                "import socket,time; s=socket.create_server(('127.0.0.1', {port}));"
                    + " time.sleep(300)")
            .setPortMode(PortMode.newBuilder().setReserve(ReserveMode.getDefaultInstance()))
            .setHealth(HealthCheck.newBuilder().setRequest("GET:/").setTimeoutMs(100))
            .setStartTimeoutMs(1500);
    WorkerInfo failed = office.awaitEnd(launch(deaf));
    assertEquals(WorkerState.FAILED, failed.getState());
    assertEquals(FailureCode.TOO_LATE, failed.getExit().getFailure().getCode());
    assertEquals(0, failed.getReadyMs());
  }

  @Test
  void what_a_worker_finds_in_its_environment() throws Exception {
    LaunchRequest.Builder program = shell("env; stat -c %a $NODECTL_CREDENTIAL; sleep 300");
    program.getProgramBuilder().putEnv("MINE", "yes");
    WorkerInfo ready = office.awaitState(launch(program), WorkerState.READY);
    String seen = office.awaitLog(ready, "600\n");
    assertTrue(seen.contains("MINE=yes\n"), seen);
    assertTrue(seen.contains("NODECTL_WORKER_ID=" + ready.getWorkerId() + "\n"), seen);
    assertTrue(seen.contains("NODECTL_INCARNATION=1\n"), seen);
    assertTrue(seen.contains("NODECTL_NODE_ID=" + OfficeUnderTest.NODE_ID + "\n"), seen);
    assertFalse(seen.contains(OfficeUnderTest.TOKEN), seen);
    String credential =
        seen.lines()
            .filter(line -> line.startsWith("NODECTL_CREDENTIAL="))
            .findFirst()
            .orElseThrow();
    String secret =
        Files.readString(Path.of(credential.substring(credential.indexOf('=') + 1))).strip();
    ContextReply context = office.stubWith(secret).context(ContextRequest.getDefaultInstance());
    assertEquals(ready.getWorkerId(), context.getWorkerId());
    assertEquals("10.0.0.9:6379", context.getGcsAddress());
    Status.Code others =
        assertThrows(
                StatusRuntimeException.class,
                () -> office.stubWith(secret).list(ListRequest.getDefaultInstance()))
            .getStatus()
            .getCode();
    assertEquals(Status.Code.UNAUTHENTICATED, others);
    office.stub().stop(StopRequest.newBuilder().setWorkerId(ready.getWorkerId()).build());
    assertThrows(
        StatusRuntimeException.class,
        () -> office.stubWith(secret).context(ContextRequest.getDefaultInstance()));
  }

  @Test
  void who_does_not_fit_waits_in_his_turn_and_what_never_fits_is_refused() {
    WorkerInfo first = launch(shell("sleep 300").putResources("CPU", 30_000));
    LaunchReply second =
        office.stub().launch(shell("sleep 300").putResources("CPU", 20_000).build());
    assertEquals(0, second.getWaiting().getPlace());
    assertEquals("CPU: 2 are needed, 1 of 4 are free here", second.getWaiting().getReason());
    LaunchReply third =
        office.stub().launch(shell("sleep 300").putResources("CPU", 20_000).build());
    assertEquals(1, third.getWaiting().getPlace());
    office.awaitState(launch(shell("sleep 300").putResources("CPU", 10_000)), WorkerState.READY);
    assertEquals(
        FailureCode.INFEASIBLE,
        office
            .stub()
            .launch(shell("true").putResources("CPU", 50_000).build())
            .getRefused()
            .getCode());
    office.stub().stop(StopRequest.newBuilder().setWorkerId(first.getWorkerId()).build());
    office.awaitState(second.getWaiting().getWorker(), WorkerState.READY);
    WorkerInfo stillWaits =
        office
            .stub()
            .list(ListRequest.newBuilder().addStates(WorkerState.PENDING).build())
            .getWorkers(0);
    assertEquals(third.getWaiting().getWorker().getWorkerId(), stillWaits.getWorkerId());
  }

  @Test
  void a_request_that_makes_no_sense_is_refused_with_a_reason() {
    assertEquals(FailureCode.BAD_REQUEST, refused(LaunchRequest.newBuilder()));
    assertEquals(FailureCode.BAD_REQUEST, refused(shell("true").putResources("CPU", -1)));
    assertEquals(FailureCode.BAD_REQUEST, refused(shell("true").putResources("GPU", 15_000)));
    assertEquals(FailureCode.BAD_REQUEST, refused(shell("true").setWorkerId("x")));
    assertEquals(FailureCode.BAD_REQUEST, refused(shell("true").setStopGraceMs(-1)));
    LaunchRequest.Builder ours = shell("true");
    ours.getProgramBuilder().putEnv("NODECTL_NODE_ID", "x");
    assertEquals(FailureCode.BAD_REQUEST, refused(ours));
  }

  @Test
  void a_launch_that_is_sent_again_launches_nothing() {
    LaunchRequest request = shell("sleep 300").setWorkerId(WorkerId.random().hex()).build();
    assertTrue(office.stub().launch(request).hasStarted());
    assertTrue(office.stub().launch(request).hasStarted());
    assertEquals(1, office.stub().list(ListRequest.getDefaultInstance()).getWorkersCount());
  }

  @Test
  void with_a_restart_policy_it_is_launched_again() {
    WorkerInfo begun =
        launch(shell("exit 3").setRestart(RestartPolicy.newBuilder().setMaxRestarts(1)));
    WorkerInfo ended = office.awaitEnd(begun);
    assertEquals(2, ended.getIncarnation());
    assertEquals(1, ended.getRestarts());
    DescribeReply all =
        office
            .stub()
            .describe(DescribeRequest.newBuilder().setWorkerId(ended.getWorkerId()).build());
    assertEquals(List.of(1, 2), all.getExitsList().stream().map(e -> e.getIncarnation()).toList());
  }

  @Test
  void nothing_of_a_worker_is_left_but_its_logs() throws Exception {
    WorkerInfo ended = office.awaitEnd(launch(shell("touch here; sleep 300 & exit 0")));
    assertEquals(0, ended.getExit().getCode());
    try (var left = Files.list(session.resolve("workers"))) {
      assertEquals(0, left.count());
    }
  }

  private WorkerInfo launch(LaunchRequest.Builder request) {
    LaunchReply reply = office.stub().launch(request.build());
    assertTrue(reply.hasStarted(), reply::toString);
    return reply.getStarted();
  }

  private FailureCode failure(LaunchRequest.Builder request) {
    WorkerInfo failed = office.awaitEnd(launch(request));
    assertEquals(WorkerState.FAILED, failed.getState());
    return failed.getExit().getFailure().getCode();
  }

  private FailureCode refused(LaunchRequest.Builder request) {
    LaunchReply reply = office.stub().launch(request.build());
    assertFalse(reply.getRefused().getMessage().isEmpty(), reply::toString);
    return reply.getRefused().getCode();
  }

  static LaunchRequest.Builder shell(String script) {
    return request("/bin/sh", "-c", script);
  }

  static LaunchRequest.Builder request(String... argv) {
    return LaunchRequest.newBuilder().setProgram(Program.newBuilder().addAllArgv(List.of(argv)));
  }

  private static LaunchRequest.Builder reporting() {
    return request(
            "python3",
            "-c",
            "import os,socket,time; s=socket.create_server(('127.0.0.1', 0));"
                + " os.write(3, b'%d\\n' % s.getsockname()[1])\nwhile 1: s.accept()")
        .setPortMode(PortMode.newBuilder().setReport(ReportMode.getDefaultInstance()));
  }
}
