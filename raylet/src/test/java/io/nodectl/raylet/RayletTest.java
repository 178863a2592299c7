package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Report;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import io.nodectl.rpc.NodeId;
import io.nodectl.testparent.AttachedProgram;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RayletTest {

  private static final NodeId ID = NodeId.random();

  @Test
  void it_registers_what_it_is_and_where_it_listens() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet =
            AttachedProgram.start(
                RayletMain::run, "--node-id", ID.hex(), "--node-name", "first", "--head")) {
      Ports ports = raylet.next(Report.Bound.class).ports();
      raylet.withoutAuthentication().wireGcs(gcs.address(), 1).wireAgent(5001, 1);
      raylet.next(Report.Ready.class);

      GcsNodeInfo node = gcs.nextNode();
      assertEquals(ID.bytes(), node.getNodeId());
      assertEquals("127.0.0.1", node.getNodeManagerAddress());
      assertEquals(ports.endpoint("node-manager").orElseThrow().port(), node.getNodeManagerPort());
      assertEquals(
          ports.endpoint("object-manager").orElseThrow().port(), node.getObjectManagerPort());
      assertEquals(5001, node.getRuntimeEnvAgentPort());
      assertEquals("first", node.getNodeName());
      assertTrue(node.getIsHeadNode());
      assertEquals(1.0, node.getResourcesTotalOrThrow("node:127.0.0.1"));
      assertEquals(GcsNodeInfo.GcsNodeState.ALIVE, node.getState());
    }
  }

  @Test
  void it_does_not_register_before_it_is_wired_to_both_gcs_first() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.withoutAuthentication().wireGcs(gcs.address(), 1);
      raylet.awaitStatus("waiting for runtime-env-agent");
      assertTrue(gcs.registered().isEmpty());
      raylet.wireAgent(5001, 1).next(Report.Ready.class);
      assertEquals(5001, gcs.nextNode().getRuntimeEnvAgentPort());
    }
  }

  @Test
  void it_does_not_register_before_it_is_wired_to_both_agent_first() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.withoutAuthentication().wireAgent(5001, 1);
      raylet.awaitStatus("waiting for gcs-server");
      raylet.wireGcs(gcs.address(), 1).next(Report.Ready.class);
      assertEquals(5001, gcs.nextNode().getRuntimeEnvAgentPort());
    }
  }

  @Test
  void it_tells_gcs_the_new_port_of_a_restarted_agent() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = ready(gcs)) {
      GcsNodeInfo before = gcs.nextNode();
      raylet.wireAgent(5002, 2);
      GcsNodeInfo after = gcs.nextNode();
      assertEquals(before.toBuilder().setRuntimeEnvAgentPort(5002).build(), after);
    }
  }

  @Test
  void it_registers_with_port_0_on_a_node_that_has_no_agent() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.withoutAuthentication().wireGcs(gcs.address(), 1);
      raylet.order(new Order.Wire("runtime-env-agent", 1, Ports.none().without("http")));
      raylet.next(Report.Ready.class);
      assertEquals(0, gcs.nextNode().getRuntimeEnvAgentPort());
    }
  }

  @Test
  void it_registers_with_a_gcs_that_moved() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        RememberingGcs moved = RememberingGcs.acknowledging();
        AttachedProgram raylet = ready(gcs)) {
      raylet.wireGcs(moved.address(), 2);
      assertEquals(gcs.nextNode(), moved.nextNode());
    }
  }

  @Test
  void it_unregisters_when_it_is_stopped() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = ready(gcs)) {
      assertEquals(ExitCode.DONE.number(), raylet.stop());
      UnregisterNodeRequest goodbye = gcs.nextGoodbye();
      assertEquals(gcs.nextNode().getNodeId(), goodbye.getNodeId());
      assertEquals(Reason.EXPECTED_TERMINATION, goodbye.getNodeDeathInfo().getReason());
    }
  }

  @Test
  void it_leaves_its_node_in_the_cluster_when_it_is_stopped_to_be_started_again() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = ready(gcs)) {
      raylet.order(new Order.Stop(Duration.ofSeconds(10), true));
      assertEquals(ExitCode.DONE.number(), raylet.exitCode());
      assertTrue(gcs.goodbyes().isEmpty());
    }
  }

  @Test
  void it_unregisters_when_its_parent_is_gone_and_does_not_call_that_expected() throws Exception {
    try (RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = ready(gcs)) {
      raylet.orphan();
      assertEquals(ExitCode.DONE.number(), raylet.exitCode());
      assertEquals(Reason.UNEXPECTED_TERMINATION, gcs.nextGoodbye().getNodeDeathInfo().getReason());
    }
  }

  @Test
  void it_stops_at_once_when_it_was_never_wired() throws Exception {
    try (AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      assertEquals(ExitCode.DONE.number(), raylet.stop());
    }
  }

  @Test
  void health_checks_find_it_under_its_node_id_as_soon_as_it_is_bound() throws Exception {
    try (AttachedProgram raylet = AttachedProgram.start(RayletMain::run, "--node-id", ID.hex())) {
      int port = raylet.port("node-manager").port();
      assertEquals(Health.SERVING, health(port, ID.hex()));
      assertEquals(Health.SERVING, health(port, ""));
      assertEquals(Health.NOT_SERVING, health(port, NodeId.random().hex()));
    }
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AttachedProgram raylet =
            AttachedProgram.start(
                RayletMain::run, "--object-manager-port", String.valueOf(taken.getLocalPort()))) {
      Report.Fail fail = raylet.next(Report.Fail.class);
      assertEquals(ExitCode.PORT_TAKEN.code(), fail.code());
      assertTrue(
          fail.message().contains(taken.getLocalPort() + " of 127.0.0.1 is taken"), fail::message);
      assertEquals(ExitCode.PORT_TAKEN.number(), raylet.exitCode());
    }
  }

  @Test
  void two_raylets_never_get_the_same_port() throws Exception {
    try (AttachedProgram one = AttachedProgram.start(RayletMain::run);
        AttachedProgram other = AttachedProgram.start(RayletMain::run)) {
      assertNotEquals(one.port("node-manager"), other.port("node-manager"));
    }
  }

  private static AttachedProgram ready(RememberingGcs gcs) throws Exception {
    AttachedProgram raylet = AttachedProgram.start(RayletMain::run);
    raylet.withoutAuthentication().wireGcs(gcs.address(), 1).wireAgent(5001, 1);
    raylet.next(Report.Ready.class);
    return raylet;
  }

  private static Health health(int port, String service) {
    return HealthProbe.check("127.0.0.1", port, service, Duration.ofSeconds(30));
  }
}
