package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Ports that somebody chose, and ports that stay the same.
class PortsIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void every_port_can_be_chosen_and_is_then_exactly_that_one() {
    String gcs = FreePort.text();
    String client = FreePort.text();
    String agent = FreePort.text();
    String nodeManager = FreePort.text();
    String objectManager = FreePort.text();
    JsonNode head =
        box.json(
                "start",
                "--head",
                "--port",
                gcs,
                "--ray-client-server-port",
                client,
                "--runtime-env-agent-port",
                agent,
                "--node-manager-port",
                nodeManager,
                "--object-manager-port",
                objectManager)
            .done()
            .json();
    assertEquals("127.0.0.1:" + gcs, head.path("address").asString());
    assertEquals(gcs, Integer.toString(Json.port(head, "gcs-server", "gcs")));
    assertEquals(client, Integer.toString(Json.port(head, "client-proxy", "client")));
    assertEquals(agent, Integer.toString(Json.port(head, "runtime-env-agent", "http")));
    assertEquals(nodeManager, Integer.toString(Json.port(head, "raylet", "node-manager")));
    assertEquals(objectManager, Integer.toString(Json.port(head, "raylet", "object-manager")));
    List<Integer> listed =
        box.json("nodes")
            .done()
            .json()
            .get(0)
            .path("ports")
            .valueStream()
            .map(JsonNode::asInt)
            .toList();
    assertTrue(
        listed.containsAll(
            List.of(
                Integer.valueOf(agent),
                Integer.valueOf(nodeManager),
                Integer.valueOf(objectManager))),
        listed::toString);
    box.stopAll();
  }

  @Test
  void a_head_comes_back_on_its_last_ports_and_says_so_if_it_cannot() throws IOException {
    JsonNode first = box.json("start", "--head").done().json();
    box.stopAll();
    JsonNode second = box.json("start", "--head").done().json();
    assertEquals(first.path("address"), second.path("address"));
    assertEquals(
        Json.port(first, "client-proxy", "client"), Json.port(second, "client-proxy", "client"));
    assertNotEquals(first.path("node_id"), second.path("node_id"));
    assertEquals(first.path("auth"), second.path("auth"), "the token is kept");
    box.stopAll();

    int port = Json.port(first, "gcs-server", "gcs");
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Outcome third = box.json("start", "--head").done();
      assertNotEquals(port, Json.port(third.json(), "gcs-server", "gcs"));
      assertTrue(third.stderr().contains(Integer.toString(port)), third::toString);
    }
    box.stopAll();
  }

  @Test
  void a_port_that_is_taken_is_named_with_its_owner_before_anything_starts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      box.json("start", "--head", "--object-manager-port", port)
          .expectError(ExitCode.PORT_TAKEN, port, "pid " + ProcessHandle.current().pid(), "raylet");
    }
    assertEquals(List.of(), Leftovers.of(box.root()));
    assertFalse(
        Files.exists(box.root().resolve("head/sessions/latest/logs/gcs-server.log")),
        "no component was started");
    assertFailedOnPort(box.json("status", "--name", "head").expect(ExitCode.NOTHING_THERE).json());
  }

  @Test
  void a_start_that_fails_early_takes_the_place_of_what_was_on_record() throws IOException {
    String[] start = Sandbox.startOf(box.plan(Component.good("store")), "n");
    String before = box.nodectl(start).done().json().path("session").asString();
    box.stopAll();
    Files.writeString(Path.of(start[3]), "no plan");
    box.nodectl(start).expect(ExitCode.USAGE);
    JsonNode status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("failed", status.path("state").asString());
    assertEquals("usage", status.path("error").path("code").asString());
    assertNotEquals(before, status.path("session").asString());
  }

  private static void assertFailedOnPort(JsonNode status) {
    assertEquals("failed", status.path("state").asString(), status::toString);
    assertEquals("port-taken", status.path("error").path("code").asString(), status::toString);
    assertEquals("raylet", status.path("error").path("component").asString(), status::toString);
  }

  @Test
  void a_port_that_a_component_finds_taken_is_told_before_its_dependents_start()
      throws IOException {
    String ran = box.file("ran").toString();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      box.start(
              "n",
              Component.child("store", "bind", "main=" + port, "report", "ready", "wait"),
              Component.shell("user", "touch " + ran).needsInArguments("store"))
          .expectError(ExitCode.PORT_TAKEN, "store", port);
    }
    assertFalse(Files.exists(box.file("ran")));
  }

  @Test
  void two_equal_ports_are_refused_before_anything_starts() {
    String port = FreePort.text();
    box.json("start", "--head", "--port", port, "--node-manager-port", port)
        .expectError(ExitCode.USAGE, port, "--port", "--node-manager-port");
    assertEquals(List.of(), Leftovers.of(box.root()));
  }
}
