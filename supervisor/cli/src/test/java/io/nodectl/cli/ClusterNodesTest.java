package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.node.ProblemException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {

  @Test
  void a_port_that_a_node_of_ray_could_not_get_is_not_shown() {
    GcsNodeInfo second =
        GcsNodeInfo.newBuilder()
            .setNodeManagerPort(1)
            .setObjectManagerPort(2)
            .setRuntimeEnvAgentPort(3)
            .setMetricsAgentPort(4)
            .setDashboardAgentListenPort(-1)
            .build();
    assertEquals(
        "{\"node-manager\":1,\"object-manager\":2,\"runtime-env-agent\":3,\"metrics-agent\":4}",
        ClusterNodes.asJson(List.of(second)).path(0).path("ports").toString());
  }

  @Test
  void a_living_node_is_found_by_the_beginning_of_its_id() throws ProblemException {
    List<GcsNodeInfo> nodes =
        List.of(node("ab01", GcsNodeState.ALIVE), node("ac02", GcsNodeState.DEAD));
    assertEquals("ab01", Ids.hex(ClusterNodes.living(nodes, "A")));
    assertEquals(ExitCode.NOTHING_THERE, refusal(nodes, "ac"));
  }

  @Test
  void a_beginning_that_several_living_nodes_have_is_refused() {
    List<GcsNodeInfo> nodes =
        List.of(node("ab01", GcsNodeState.ALIVE), node("ac02", GcsNodeState.ALIVE));
    assertEquals(ExitCode.USAGE, refusal(nodes, "a"));
  }

  @Test
  void a_whole_name_is_meant_rather_than_the_beginning_of_an_id() throws ProblemException {
    GcsNodeInfo named = node("ab01", GcsNodeState.ALIVE).toBuilder().setNodeName("ac").build();
    List<GcsNodeInfo> nodes = List.of(named, node("ac02", GcsNodeState.ALIVE));
    assertEquals("ab01", Ids.hex(ClusterNodes.living(nodes, "ac")));
    assertEquals("ac02", Ids.hex(ClusterNodes.living(nodes, "ac0")));
  }

  private static ExitCode refusal(List<GcsNodeInfo> nodes, String text) {
    return assertThrows(ProblemException.class, () -> ClusterNodes.living(nodes, text))
        .problem()
        .code();
  }

  private static GcsNodeInfo node(String id, GcsNodeState state) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(ByteString.copyFrom(HexFormat.of().parseHex(id)))
        .setState(state)
        .build();
  }
}
