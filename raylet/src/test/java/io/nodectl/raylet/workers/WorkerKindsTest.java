package io.nodectl.raylet.workers;

import static io.nodectl.raylet.workers.WorkersServiceTest.request;
import static io.nodectl.raylet.workers.WorkersServiceTest.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.PoolTerms;
import io.nodectl.messages.raylet.PrestartRequest;
import io.nodectl.messages.raylet.ReleaseRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers of pools.
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

  private WorkerInfo launch(LaunchRequest.Builder request) {
    LaunchReply reply = office.stub().launch(request.build());
    assertTrue(reply.hasStarted(), reply::toString);
    return reply.getStarted();
  }
}
