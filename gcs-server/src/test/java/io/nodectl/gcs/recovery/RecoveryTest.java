package io.nodectl.gcs.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.peers.DeafRaylet;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NotifyGCSRestartReply;
import io.nodectl.messages.ray.ReleaseUnusedActorWorkersReply;
import io.nodectl.messages.ray.ReleaseUnusedActorWorkersRequest;
import io.nodectl.messages.ray.ReleaseUnusedBundlesReply;
import io.nodectl.messages.ray.ReleaseUnusedBundlesRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecoveryTest {

  private static final int HANG_S = 30;

  private final Store store = TestStores.inMemory();
  private final NodeGate gate = new NodeGate();
  private final CompletableFuture<ByteString> opened = new CompletableFuture<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  /// It is away for its first call.
  private final class SlowRaylet extends DeafRaylet {
    @Override
    public CompletableFuture<NotifyGCSRestartReply> notifyGcsRestart() {
      calls.add("notify");
      return calls.size() == 1
          ? CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException())
          : CompletableFuture.completedFuture(NotifyGCSRestartReply.getDefaultInstance());
    }

    @Override
    public CompletableFuture<ReleaseUnusedActorWorkersReply> releaseUnusedActorWorkers(
        ReleaseUnusedActorWorkersRequest request) {
      calls.add("workers in use: " + request.getWorkerIdsInUse(0).toStringUtf8());
      return CompletableFuture.completedFuture(ReleaseUnusedActorWorkersReply.getDefaultInstance());
    }

    @Override
    public CompletableFuture<ReleaseUnusedBundlesReply> releaseUnusedBundles(
        ReleaseUnusedBundlesRequest request) {
      calls.add("bundles in use: " + request.getBundlesInUseCount());
      return CompletableFuture.completedFuture(ReleaseUnusedBundlesReply.getDefaultInstance());
    }
  }

  private final class OneWorker implements Users {
    @Override
    public List<ByteString> workers(Tables tables, ByteString node) {
      return List.of(ByteString.copyFromUtf8("w"));
    }

    @Override
    public List<Bundle> bundles(Tables tables, ByteString node) {
      return List.of();
    }

    @Override
    public void opened(ByteString node) {
      opened.complete(node);
    }
  }

  @Test
  void a_node_is_told_until_it_hears_lets_go_of_the_rest_and_is_open_then() throws Exception {
    GcsNodeInfo node = realNode(1);
    recovery().begin(List.of(node));
    assertEquals(node.getNodeId(), opened.get(HANG_S, TimeUnit.SECONDS));
    assertEquals(List.of("notify", "notify", "workers in use: w", "bundles in use: 0"), calls);
    assertTrue(gate.isOpen(node.getNodeId()));
  }

  @Test
  void before_it_is_known_which_nodes_there_are_all_are_closed() {
    ByteString node = TestNodes.id(1).bytes();
    assertFalse(gate.isOpen(node));
    recovery().begin(List.of());
    assertTrue(gate.isOpen(node));
  }

  @Test
  void a_node_that_gives_no_workers_has_nothing_to_let_go_of() {
    recovery().begin(List.of(TestNodes.worker(1)));
    assertTrue(gate.isOpen(TestNodes.id(1).bytes()));
    assertEquals(List.of(), calls);
  }

  private Recovery recovery() {
    var raylet = new SlowRaylet();
    return new Recovery(store, _ -> raylet, gate, new OneWorker());
  }

  private static GcsNodeInfo realNode(int number) {
    return TestNodes.worker(number).toBuilder().setObjectStoreSocketName("plasma").build();
  }
}
