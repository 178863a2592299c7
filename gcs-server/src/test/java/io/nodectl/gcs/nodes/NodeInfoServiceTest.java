package io.nodectl.gcs.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessRequest;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ClusterId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeInfoServiceTest {

  private LoopbackGcs gcs;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  @Test
  void a_node_lives_from_its_registration_to_its_farewell() {
    assertEquals(Statuses.ok(), register(TestNodes.head(1)));
    GcsNodeInfo alive = onlyNode();
    assertEquals(GcsNodeState.ALIVE, alive.getState());
    assertEquals(30_001, alive.getRuntimeEnvAgentPort());
    assertEquals(List.of(true, false), checkAlive(1, 2).getRayletAliveList());
    assertEquals("2.60.0", checkAlive().getRayVersion());

    assertEquals(Statuses.ok(), unregister(TestNodes.id(1).bytes()));
    GcsNodeInfo dead = onlyNode();
    assertEquals(GcsNodeState.DEAD, dead.getState());
    assertEquals(TestNodes.TERMINATED, dead.getDeathInfo());
    assertTrue(dead.getEndTimeMs() >= dead.getStartTimeMs());
    assertEquals(List.of(false), checkAlive(1).getRayletAliveList());
  }

  @Test
  void a_list_that_was_asked_for_before_holds_what_has_changed_since() {
    var nodes = NodeInfoGcsServiceGrpc.newBlockingStub(gcs.channel());
    var living = GetAllNodeInfoRequest.newBuilder().setStateFilter(GcsNodeState.ALIVE).build();
    var all = GetAllNodeAddressAndLivenessRequest.getDefaultInstance();
    register(TestNodes.worker(1));
    assertEquals(1, nodes.getAllNodeInfo(living).getNodeInfoListCount());
    assertEquals(1, nodes.getAllNodeAddressAndLiveness(all).getNodeInfoListCount());
    register(TestNodes.worker(2));
    assertEquals(2, nodes.getAllNodeInfo(living).getNodeInfoListCount());
    unregister(TestNodes.id(1).bytes());
    assertEquals(1, nodes.getAllNodeInfo(living).getNodeInfoListCount());
    assertEquals(2, nodes.getAllNodeAddressAndLiveness(all).getNodeInfoListCount());
  }

  @Test
  void a_farewell_may_be_repeated_but_not_said_for_a_stranger() {
    register(TestNodes.worker(1));
    assertEquals(Statuses.ok(), unregister(TestNodes.id(1).bytes()));
    assertEquals(Statuses.ok(), unregister(TestNodes.id(1).bytes()));
    assertEquals(Statuses.NOT_FOUND, unregister(TestNodes.id(2).bytes()).getCode());
  }

  @Test
  void a_dead_node_that_registers_again_is_told_to_take_a_new_id() {
    register(TestNodes.worker(1));
    unregister(TestNodes.id(1).bytes());
    GcsStatus refusal = register(TestNodes.worker(1));
    assertEquals(Statuses.DEAD, refusal.getCode());
    assertTrue(refusal.getMessage().contains("new id"), refusal.getMessage());
  }

  @Test
  void a_registration_that_makes_no_sense_is_refused_and_leaves_no_trace() {
    GcsNodeInfo good = TestNodes.worker(1);
    List<GcsNodeInfo> bad =
        List.of(
            GcsNodeInfo.getDefaultInstance(),
            good.toBuilder().setNodeId(ByteString.copyFromUtf8("short")).build(),
            good.toBuilder().setNodeId(TestNodes.id(0xff).bytes()).build(),
            good.toBuilder().clearNodeManagerAddress().build(),
            good.toBuilder().setNodeManagerAddress("no host").build(),
            good.toBuilder().setNodeManagerAddress("a:b").build(),
            good.toBuilder().setNodeManagerPort(0).build(),
            good.toBuilder().setNodeManagerPort(-1).build(),
            good.toBuilder().setNodeManagerPort(65_536).build());
    for (GcsNodeInfo info : bad) {
      assertEquals(Statuses.INVALID, register(info).getCode(), info::toString);
    }
    assertEquals(
        0, gcs.nodes().getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()).getTotal());
  }

  @Test
  void an_id_of_another_length_is_refused_wherever_it_is_sent() {
    ByteString address = ByteString.copyFromUtf8("127.0.0.1:6379");
    assertEquals(Statuses.INVALID, unregister(address).getCode());
    CheckAliveReply reply =
        gcs.nodes()
            .checkAlive(
                CheckAliveRequest.newBuilder()
                    .addNodeIds(TestNodes.id(1).bytes())
                    .addNodeIds(address)
                    .build());
    assertEquals(Statuses.INVALID, reply.getStatus().getCode());
    assertEquals(0, reply.getRayletAliveCount());
  }

  @Test
  void the_cluster_id_is_told_and_who_names_another_is_refused() {
    GetClusterIdRequest ask = GetClusterIdRequest.getDefaultInstance();
    assertEquals(gcs.cluster().bytes(), gcs.nodes().getClusterId(ask).getClusterId());
    ManagedChannel friend = gcs.client(gcs.cluster());
    ManagedChannel alien = gcs.client(ClusterId.random());
    try {
      assertEquals(
          gcs.cluster().bytes(),
          NodeInfoGcsServiceGrpc.newBlockingStub(friend).getClusterId(ask).getClusterId());
      Status refusal =
          assertThrows(
                  StatusRuntimeException.class,
                  () -> NodeInfoGcsServiceGrpc.newBlockingStub(alien).getClusterId(ask))
              .getStatus();
      assertEquals(Status.Code.UNAUTHENTICATED, refusal.getCode());
      assertEquals(
          "WrongClusterID: Perhaps the client is accessing GCS after it has restarted.",
          refusal.getDescription());
    } finally {
      friend.shutdownNow();
      alien.shutdownNow();
    }
  }

  @Test
  void nobody_gets_in_without_the_token() {
    ManagedChannel stranger = gcs.stranger();
    try {
      StatusRuntimeException refusal =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  NodeInfoGcsServiceGrpc.newBlockingStub(stranger)
                      .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()));
      assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode());
    } finally {
      stranger.shutdownNow();
    }
  }

  private GcsStatus register(GcsNodeInfo info) {
    return gcs.nodes()
        .registerNode(RegisterNodeRequest.newBuilder().setNodeInfo(info).build())
        .getStatus();
  }

  private GcsStatus unregister(ByteString id) {
    return gcs.nodes()
        .unregisterNode(
            UnregisterNodeRequest.newBuilder()
                .setNodeId(id)
                .setNodeDeathInfo(TestNodes.TERMINATED)
                .build())
        .getStatus();
  }

  private CheckAliveReply checkAlive(int... numbers) {
    CheckAliveRequest.Builder request = CheckAliveRequest.newBuilder();
    for (int number : numbers) {
      request.addNodeIds(TestNodes.id(number).bytes());
    }
    return gcs.nodes().checkAlive(request.build());
  }

  private GcsNodeInfo onlyNode() {
    List<GcsNodeInfo> nodes =
        gcs.nodes()
            .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance())
            .getNodeInfoListList();
    assertEquals(1, nodes.size());
    return nodes.getFirst();
  }
}
