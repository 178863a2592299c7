package io.nodectl.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.testparent.AttachedProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A GCS that is stopped, and another one that has its folder.
class RestartTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");

  @TempDir private Path folder;

  @Test
  void the_next_one_knows_the_cluster_its_keys_and_its_nodes() throws Exception {
    ClusterId cluster;
    try (LoopbackGcs gcs = LoopbackGcs.keeping(folder, HealthPeriods.likeRay())) {
      cluster = gcs.cluster();
      put(gcs);
      register(gcs, TestNodes.head(1));
      register(gcs, TestNodes.worker(2));
    }
    try (LoopbackGcs gcs = LoopbackGcs.keeping(folder, HealthPeriods.likeRay())) {
      assertEquals(cluster, gcs.cluster());
      assertEquals(
          KEY,
          gcs.kv().internalKVGet(InternalKVGetRequest.newBuilder().setKey(KEY).build()).getValue());
      assertEquals(2, states(gcs).size());
      register(gcs, TestNodes.head(3));
      assertEquals(GcsNodeState.DEAD, states(gcs).get(TestNodes.id(1).bytes()));
      assertEquals(GcsNodeState.ALIVE, states(gcs).get(TestNodes.id(3).bytes()));
    }
  }

  @Test
  void a_node_that_lives_stays_alive_and_one_that_died_meanwhile_is_found_out() throws Exception {
    Guard open = Guard.closed();
    open.letAllIn();
    try (RpcServer raylet = RpcServer.on(LoopbackGcs.ANY_PORT).guard(open).start()) {
      raylet.health().serving(TestNodes.id(1).hex());
      GcsNodeInfo living =
          TestNodes.worker(1).toBuilder()
              .setNodeManagerAddress("127.0.0.1")
              .setNodeManagerPort(raylet.address().getPort())
              .build();
      try (LoopbackGcs gcs = LoopbackGcs.keeping(folder, HealthPeriods.likeRay())) {
        register(gcs, living);
        register(gcs, living.toBuilder().setNodeId(TestNodes.id(2).bytes()).build());
      }
      try (LoopbackGcs gcs = LoopbackGcs.keeping(folder, LoopbackGcs.hasty())) {
        var hang = new CountDownLatch(1);
        for (int i = 0; states(gcs).containsValue(GcsNodeState.ALIVE) && i < 3000; i++) {
          if (states(gcs).get(TestNodes.id(2).bytes()) == GcsNodeState.DEAD) {
            break;
          }
          var _ = hang.await(10, TimeUnit.MILLISECONDS);
        }
        assertEquals(
            Map.of(
                TestNodes.id(1).bytes(), GcsNodeState.ALIVE,
                TestNodes.id(2).bytes(), GcsNodeState.DEAD),
            states(gcs));
      }
    }
  }

  @Test
  void a_store_that_is_of_no_use_ends_the_program_after_it_was_bound() throws Exception {
    Files.writeString(folder.resolve("gcs.db"), "no database at all ".repeat(1000));
    try (AttachedProgram gcs =
        AttachedProgram.start(GcsServerMain::run, "--data-dir", folder.toString())) {
      assertInstanceOf(Report.Bound.class, gcs.next());
      Report.Fail fail = gcs.next(Report.Fail.class);
      assertEquals(ExitCode.COMPONENT_FAILED.code(), fail.code());
      assertEquals(Retry.NO, fail.retry());
      assertEquals(ExitCode.COMPONENT_FAILED.number(), gcs.exitCode());
    }
  }

  private static void put(LoopbackGcs gcs) {
    var _ =
        gcs.kv().internalKVPut(InternalKVPutRequest.newBuilder().setKey(KEY).setValue(KEY).build());
  }

  private static void register(LoopbackGcs gcs, GcsNodeInfo node) {
    assertEquals(
        Statuses.ok(),
        gcs.nodes()
            .registerNode(RegisterNodeRequest.newBuilder().setNodeInfo(node).build())
            .getStatus());
  }

  private static Map<ByteString, GcsNodeState> states(LoopbackGcs gcs) {
    List<GcsNodeInfo> nodes =
        gcs.nodes()
            .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance())
            .getNodeInfoListList();
    return nodes.stream().collect(Collectors.toMap(GcsNodeInfo::getNodeId, GcsNodeInfo::getState));
  }
}
