package io.nodectl.gcs.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.peers.DeafRaylet;
import io.nodectl.gcs.peers.Raylet;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.ResourcesData;
import io.nodectl.rpc.NodeId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LoadPollingTest {

  private static final ResourcesData LOAD =
      ResourcesData.newBuilder().putResourceLoad("CPU", 1).build();

  private final Loads loads = new Loads();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private int asked;
  private long pauseMs;

  @Test
  void a_node_is_asked_again_after_each_answer() {
    LoadPolling polling = polling(answering());
    polling.registered(raylet());
    pass();
    pass();
    assertEquals(2, asked);
    assertEquals(Optional.of(LOAD), loads.of(TestNodes.id(1)));
  }

  @Test
  void who_does_not_answer_is_asked_again() {
    polling(new DeafRaylet()).registered(raylet());
    pass();
    assertEquals(1, later.size());
    assertEquals(Optional.empty(), loads.of(TestNodes.id(1)));
  }

  @Test
  void nobody_asks_the_dead_nor_those_who_take_no_leases() {
    LoadPolling polling = polling(answering());
    polling.registered(TestNodes.worker(2));
    polling.registered(raylet());
    polling.departed(raylet());
    pass();
    assertEquals(0, asked);
    assertEquals(0, later.size());
  }

  @Test
  void a_node_that_registers_again_is_asked_once_a_round() {
    LoadPolling polling = polling(answering());
    polling.registered(raylet());
    polling.registered(raylet());
    pass();
    pass();
    pass();
    assertEquals(1, later.size());
  }

  @Test
  void in_a_large_cluster_each_node_is_asked_less_often() {
    LoadPolling polling = polling(answering());
    polling.registered(raylet());
    assertEquals(1000, pauseMs);
    for (int i = 0; i < 2999; i++) {
      polling.registered(raylet().toBuilder().setNodeId(NodeId.random().bytes()).build());
    }
    pass();
    assertEquals(1500, pauseMs);
  }

  private void later(long ms, Runnable task) {
    pauseMs = ms;
    later.add(task);
  }

  private LoadPolling polling(Raylet raylet) {
    return new LoadPolling(_ -> raylet, loads, this::later);
  }

  /// A pause is over.
  private void pass() {
    Runnable next = later.poll();
    if (next != null) {
      next.run();
    }
  }

  private Raylet answering() {
    return new DeafRaylet() {
      @Override
      public CompletableFuture<GetResourceLoadReply> getResourceLoad() {
        asked++;
        return CompletableFuture.completedFuture(
            GetResourceLoadReply.newBuilder().setResources(LOAD).build());
      }
    };
  }

  private static GcsNodeInfo raylet() {
    return TestNodes.worker(1).toBuilder().setObjectStoreSocketName("/store").build();
  }
}
