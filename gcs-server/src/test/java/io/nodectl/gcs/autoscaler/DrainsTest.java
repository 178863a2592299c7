package io.nodectl.gcs.autoscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.nodes.DrainTable;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.peers.DeafRaylet;
import io.nodectl.gcs.peers.Raylet;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.DrainRayletReply;
import io.nodectl.messages.ray.DrainRayletRequest;
import io.nodectl.messages.ray.autoscaler.DrainNodeReason;
import io.nodectl.messages.ray.autoscaler.DrainNodeReply;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainsTest {

  private final Store store = TestStores.inMemory();
  private final ClusterView view = new ClusterView();

  @BeforeEach
  void a_node_lives() {
    view.registered(TestNodes.worker(1).toBuilder().setObjectStoreSocketName("/store").build());
    view.registered(TestNodes.worker(2));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_raylet_that_agrees_gets_nothing_new_and_that_is_kept() {
    assertTrue(drain(agreeing(true), wish(1)).getIsAccepted());
    assertTrue(view.snapshot().node(TestNodes.id(1)).orElseThrow().drain().isOn());
    assertEquals(List.of(wish(1)), kept());
  }

  @Test
  void a_raylet_that_is_busy_may_deny_it() {
    DrainNodeReply reply = drain(agreeing(false), wish(1));
    assertFalse(reply.getIsAccepted());
    assertEquals("busy", reply.getRejectionReasonMessage());
    assertEquals(List.of(), kept());
  }

  @Test
  void a_raylet_that_does_not_answer_aborts_the_call() {
    assertEquals(Status.Code.ABORTED, failure(new DeafRaylet(), wish(1)));
  }

  @Test
  void who_is_not_there_is_empty() {
    assertTrue(drain(agreeing(false), wish(9)).getIsAccepted());
  }

  @Test
  void a_node_that_takes_no_tasks_cannot_be_emptied() {
    assertFalse(drain(agreeing(true), wish(2)).getIsAccepted());
  }

  @Test
  void a_wish_that_is_none_is_refused() {
    DrainNodeRequest noReason = wish(1).toBuilder().clearReason().build();
    DrainNodeRequest noNode = wish(1).toBuilder().setNodeId(ByteString.EMPTY).build();
    assertEquals(Status.Code.INVALID_ARGUMENT, failure(agreeing(true), noReason));
    assertEquals(Status.Code.INVALID_ARGUMENT, failure(agreeing(true), noNode));
  }

  private DrainNodeReply drain(Raylet raylet, DrainNodeRequest wish) {
    return new Drains(store, view, _ -> raylet, _ -> {})
        .drain(wish)
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  private Status.Code failure(Raylet raylet, DrainNodeRequest wish) {
    var failure = assertThrows(CompletionException.class, () -> drain(raylet, wish));
    return Status.fromThrowable(failure).getCode();
  }

  private List<DrainNodeRequest> kept() {
    return store.ask(tables -> new DrainTable(tables).all()).join();
  }

  private static DrainNodeRequest wish(int node) {
    return DrainNodeRequest.newBuilder()
        .setNodeId(TestNodes.id(node).bytes())
        .setReason(DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION)
        .setDeadlineTimestampMs(100)
        .build();
  }

  private static Raylet agreeing(boolean agrees) {
    return new DeafRaylet() {
      @Override
      public CompletableFuture<DrainRayletReply> drainRaylet(DrainRayletRequest request) {
        return CompletableFuture.completedFuture(
            DrainRayletReply.newBuilder()
                .setIsAccepted(agrees)
                .setRejectionReasonMessage(agrees ? "" : "busy")
                .build());
      }
    };
  }
}
