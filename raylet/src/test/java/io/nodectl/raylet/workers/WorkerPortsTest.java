package io.nodectl.raylet.workers;

import static io.nodectl.raylet.workers.WorkersServiceTest.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.HealthCheck;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListenFdMode;
import io.nodectl.messages.raylet.PortFileMode;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.ProbeMode;
import io.nodectl.messages.raylet.ReportMode;
import io.nodectl.messages.raylet.ReserveMode;
import io.nodectl.messages.raylet.StdoutMode;
import io.nodectl.messages.raylet.UdsMode;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All ways in which a port becomes known, and when it counts.
class WorkerPortsTest {
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
  void a_port_is_found_however_the_program_shows_it() {
    List<LaunchRequest.Builder> programs = shown("while 1: s.accept()");
    List<WorkerInfo> started = programs.stream().map(this::launch).toList();
    for (WorkerInfo worker : started.subList(1, started.size())) {
      WorkerInfo ready = office.awaitState(worker, WorkerState.READY);
      assertEquals("main", ready.getPorts(0).getName());
      assertTrue(ready.getPorts(0).getAddress().startsWith("127.0.0.1:"));
      assertEquals("", ready.getPortsUnchecked());
    }
    WorkerInfo file = office.awaitState(started.getFirst(), WorkerState.READY);
    assertTrue(file.getPorts(0).getAddress().startsWith("unix:/"), file::toString);
  }

  @Test
  void a_port_where_nobody_accepts_is_not_ready_however_the_program_shows_it() {
    List<WorkerInfo> started =
        shown("time.sleep(300)").stream()
            .map(program -> launch(program.setStartTimeoutMs(1500)))
            .toList();
    for (WorkerInfo worker : started) {
      WorkerInfo failed = office.awaitEnd(worker);
      assertEquals(FailureCode.TOO_LATE, failed.getExit().getFailure().getCode(), failed::toString);
      assertEquals(0, failed.getReadyMs());
      String why = failed.getExit().getFailure().getMessage();
      assertTrue(why.contains("did not accept a connection"), why);
    }
  }

  @Test
  void a_program_that_takes_one_connection_only_is_asked_for_none() {
    WorkerInfo ready =
        ready(
            shown("time.sleep(300)")
                .getFirst()
                .setHealth(HealthCheck.newBuilder().setRequest("LISTEN")));
    assertEquals(1, ready.getPortsCount());
  }

  @Test
  void a_program_may_accept_late() {
    assertEquals(1, ready(shown("time.sleep(0.3)\nwhile 1: s.accept()").get(2)).getPortsCount());
  }

  @Test
  void a_program_that_is_given_no_connection_without_data_is_ready_all_the_same() {
    String deferring =
        """
        import socket
        s = socket.socket()
        s.setsockopt(6, 9, 30)
        s.bind(("127.0.0.1", 0))
        s.listen()
        while 1: s.accept()
        """;
    PortMode.Builder probe = PortMode.newBuilder().setProbe(ProbeMode.getDefaultInstance());
    assertEquals(1, ready(python(deferring, probe)).getPortsCount());
  }

  /// The same program in all port modes; the first one has no number.
  ///
  /// @param end what it does when it listens on `s`
  private static List<LaunchRequest.Builder> shown(String end) {
    String start = "import os,socket,sys,time\n";
    String bound = start + "s=socket.create_server(('127.0.0.1', 0)); p=s.getsockname()[1]\n";
    return List.of(
        python(
            start + "s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen()\n" + end,
            PortMode.newBuilder().setUds(UdsMode.getDefaultInstance()),
            "{uds}"),
        python(
            bound + "print('port', p, flush=True)\n" + end,
            PortMode.newBuilder().setStdout(StdoutMode.newBuilder().setPattern("port (\\d+)"))),
        python(
            bound + "os.write(3, b'%d\\n' % p)\n" + end,
            PortMode.newBuilder().setReport(ReportMode.getDefaultInstance())),
        python(
            bound + "open(sys.argv[1], 'w').write(str(p))\n" + end,
            PortMode.newBuilder().setPortfile(PortFileMode.getDefaultInstance()),
            "{portfile}"),
        python(bound + end, PortMode.newBuilder().setProbe(ProbeMode.getDefaultInstance())),
        python(
            start + "s=socket.create_server(('127.0.0.1', int(sys.argv[1])))\n" + end,
            PortMode.newBuilder().setReserve(ReserveMode.getDefaultInstance()),
            "{port}"),
        python(
            start + "s=socket.socket(fileno=3)\n" + end,
            PortMode.newBuilder().setListenFd(ListenFdMode.getDefaultInstance())));
  }

  private static LaunchRequest.Builder python(
      String script, PortMode.Builder mode, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("python3", "-c", script));
    argv.addAll(List.of(arguments));
    return request(argv.toArray(String[]::new)).setPortMode(mode);
  }

  private WorkerInfo ready(LaunchRequest.Builder request) {
    return office.awaitState(launch(request), WorkerState.READY);
  }

  private WorkerInfo launch(LaunchRequest.Builder request) {
    LaunchReply reply = office.stub().launch(request.build());
    assertTrue(reply.hasStarted(), reply::toString);
    return reply.getStarted();
  }
}
