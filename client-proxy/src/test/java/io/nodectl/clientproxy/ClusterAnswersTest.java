package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.NodeDeathInfo;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterAnswersTest {

  private static final GcsNodeInfo ALIVE =
      GcsNodeInfo.newBuilder()
          .setNodeId(ByteString.fromHex("ab".repeat(28)))
          .setNodeManagerAddress("127.0.0.1")
          .setNodeManagerHostname("box")
          .setNodeManagerPort(1)
          .setObjectManagerPort(2)
          .setRuntimeEnvAgentPort(3)
          .setNodeName("a \"name\"")
          .putResourcesTotal("CPU", 2)
          .putLabels("ray.io/node-id", "ab")
          .build();

  private static final GcsNodeInfo DEAD =
      ALIVE.toBuilder()
          .setState(GcsNodeState.DEAD)
          .setDeathInfo(
              NodeDeathInfo.newBuilder()
                  .setReason(NodeDeathInfo.Reason.EXPECTED_TERMINATION)
                  .setReasonMessage("received SIGTERM"))
          .build();

  @Test
  void nodes_are_told_under_the_keys_of_ray() {
    assertEquals(
        "[{\"NodeID\":\""
            + "ab".repeat(28)
            + "\",\"Alive\":true,\"NodeManagerAddress\":\"127.0.0.1\","
            + "\"NodeManagerHostname\":\"box\",\"NodeManagerPort\":1,\"ObjectManagerPort\":2,"
            + "\"ObjectStoreSocketName\":\"\",\"RayletSocketName\":\"\",\"MetricsExportPort\":0,"
            + "\"MetricsAgentPort\":0,\"DashboardAgentListenPort\":0,"
            + "\"NodeName\":\"a \\\"name\\\"\",\"RuntimeEnvAgentPort\":3,\"DeathReason\":0,"
            + "\"DeathReasonMessage\":\"\",\"alive\":true,\"Resources\":{\"CPU\":2.0},"
            + "\"Labels\":{\"ray.io/node-id\":\"ab\"}}]",
        answer(ClusterAnswers.nodes(), ALIVE).getJson());
  }

  @Test
  void a_dead_node_is_told_with_its_reason_and_without_resources() {
    String json = answer(ClusterAnswers.nodes(), DEAD).getJson();
    assertEquals(
        "\"DeathReason\":1,\"DeathReasonMessage\":\"received SIGTERM\",\"alive\":false,"
            + "\"Resources\":{},\"Labels\":{\"ray.io/node-id\":\"ab\"}}]",
        json.substring(json.indexOf("\"DeathReason\"")));
  }

  @Test
  void resources_are_the_sum_over_the_nodes_that_live() {
    assertEquals(
        Map.of("CPU", 4.0),
        answer(ClusterAnswers.totalResources(), ALIVE, DEAD, ALIVE)
            .getResourceTable()
            .getTableMap());
  }

  @Test
  void a_cluster_is_initialized_when_a_node_lives() {
    assertEquals("true", answer(ClusterAnswers.isInitialized(), DEAD, ALIVE).getJson());
    assertEquals("false", answer(ClusterAnswers.isInitialized(), DEAD).getJson());
    assertEquals("false", answer(ClusterAnswers.isInitialized()).getJson());
  }

  private static ClusterInfoResponse answer(
      Question<GetAllNodeInfoReply, ClusterInfoResponse> question, GcsNodeInfo... nodes) {
    var reply = GetAllNodeInfoReply.newBuilder();
    for (GcsNodeInfo node : nodes) {
      reply.addNodeInfoList(node);
    }
    return question.answer().apply(reply.build());
  }
}
