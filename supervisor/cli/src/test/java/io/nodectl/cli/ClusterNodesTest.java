package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.messages.ray.GcsNodeInfo;
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
}
