package io.nodectl.raylet.workers;

import static io.nodectl.raylet.workers.WorkersServiceTest.request;
import static io.nodectl.raylet.workers.WorkersServiceTest.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.ListenFdMode;
import io.nodectl.messages.raylet.PoolTerms;
import io.nodectl.messages.raylet.PortFileMode;
import io.nodectl.messages.raylet.PortMode;
import io.nodectl.messages.raylet.PrestartRequest;
import io.nodectl.messages.raylet.ProbeMode;
import io.nodectl.messages.raylet.ReleaseRequest;
import io.nodectl.messages.raylet.StdoutMode;
import io.nodectl.messages.raylet.UdsMode;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers of pools, and all ways in which a port becomes known.
class WorkerKindsTest {
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
  void workers_of_a_pool_are_made_ahead_given_out_and_given_back() {
    LaunchRequest.Builder kind =
        shell("sleep 300").putResources("CPU", 10_000).setPool(PoolTerms.newBuilder());
    assertEquals(2, prestart(kind, 2));
    assertEquals(1, prestart(kind, 3));
    WorkerInfo used = launch(kind);
    assertFalse(used.getIdle());
    assertEquals(3, office.stub().list(ListRequest.getDefaultInstance()).getWorkersCount());
    launch(kind);
    launch(kind);
    WorkerInfo fourth = launch(kind);
    assertEquals(4, office.stub().list(ListRequest.getDefaultInstance()).getWorkersCount());
    var _ =
        office
            .stub()
            .release(ReleaseRequest.newBuilder().setWorkerId(fourth.getWorkerId()).build());
    assertEquals(fourth.getWorkerId(), launch(kind).getWorkerId());
  }

  @Test
  void an_idle_worker_of_a_pool_ends_after_its_limit() {
    LaunchRequest.Builder kind =
        shell("sleep 300").setPool(PoolTerms.newBuilder().setIdleLimitMs(50));
    assertEquals(1, prestart(kind, 1));
    WorkerInfo idle = office.stub().list(ListRequest.getDefaultInstance()).getWorkers(0);
    assertTrue(office.awaitEnd(idle).getExit().getWished());
  }

  private int prestart(LaunchRequest.Builder kind, int count) {
    return office
        .stub()
        .prestart(PrestartRequest.newBuilder().setRequest(kind).setCount(count).build())
        .getLaunched();
  }

  @Test
  void a_port_is_found_however_the_program_shows_it() {
    String bound =
        "import os,socket,sys,time; s=socket.create_server(('127.0.0.1', 0)); p=s.getsockname()[1];";
    WorkerInfo printed =
        ready(
            request("python3", "-c", bound + " print('port', p, flush=True); time.sleep(300)")
                .setPortMode(
                    PortMode.newBuilder()
                        .setStdout(StdoutMode.newBuilder().setPattern("port (\\d+)"))));
    WorkerInfo written =
        ready(
            request(
                    "python3",
                    "-c",
                    bound + " open(sys.argv[1], 'w').write(str(p)); time.sleep(300)",
                    "{portfile}")
                .setPortMode(PortMode.newBuilder().setPortfile(PortFileMode.getDefaultInstance())));
    WorkerInfo probed =
        ready(
            request("python3", "-c", bound + " time.sleep(300)")
                .setPortMode(PortMode.newBuilder().setProbe(ProbeMode.getDefaultInstance())));
    WorkerInfo given =
        ready(
            request("python3", "-c", "import time; time.sleep(300)")
                .setPortMode(PortMode.newBuilder().setListenFd(ListenFdMode.getDefaultInstance())));
    for (WorkerInfo worker : List.of(printed, written, probed, given)) {
      assertEquals("main", worker.getPorts(0).getName());
      assertTrue(worker.getPorts(0).getAddress().startsWith("127.0.0.1:"));
      assertEquals("", worker.getPortsUnchecked());
    }
    WorkerInfo file =
        ready(
            request(
                    "python3",
                    "-c",
                    "import socket,sys,time; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]);"
                        + " s.listen(); time.sleep(300)",
                    "{uds}")
                .setPortMode(PortMode.newBuilder().setUds(UdsMode.getDefaultInstance())));
    assertTrue(file.getPorts(0).getAddress().startsWith("unix:/"), file::toString);
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
