package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.machine.RayOverlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A whole Ray, started by `ray start --head`, whose `gcs_server` is ours.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RaysPlaceIT {
  private static final Pattern ADDRESS = Pattern.compile("--address='([^']+)'");

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();
  private static @Nullable RealRayNode node;

  @BeforeAll
  static void ray_starts_a_head_with_our_program_in_the_place_of_its_own() throws IOException {
    RayPython.of(BOX);
    Path token = Files.writeString(BOX.file("token"), "ab".repeat(32));
    ObjectNode known = JsonMapper.shared().createObjectNode();
    known.putObject("auth").put("token_path", token.toString());
    node =
        RealRayNode.start(
            BOX,
            "head",
            Map.of(
                "PYTHONPATH",
                copyOfRay().toString(),
                "RAY_AUTH_MODE",
                "token",
                "RAY_AUTH_TOKEN_PATH",
                token.toString()),
            "--head",
            "--num-cpus=4",
            "--port=0",
            "--include-dashboard=false",
            "--temp-dir=" + BOX.file("ray"));
    Matcher address = ADDRESS.matcher(node.said());
    assertTrue(address.find(), node.said());
    head = known.put("address", address.group(1));
  }

  private static Path copyOfRay() throws IOException {
    Path program = BOX.checkout().distribution().resolve("bin/gcs-server");
    return RayOverlay.create(BOX.checkout().venvWithRay(), program, BOX.file("overlay"));
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  @Order(1)
  void our_program_is_what_rays_commands_take_for_their_gcs_server() throws IOException {
    List<Long> found = node().called("gcs_server");
    assertEquals(1, found.size());
    String arguments = Files.readString(Path.of("/proc/" + found.getFirst() + "/cmdline"));
    assertTrue(arguments.contains("io.nodectl.gcs.GcsServerMain"), arguments);
  }

  @Test
  @Order(2)
  void it_writes_its_log_where_ray_wants_it_and_no_errors() throws IOException {
    Path session = BOX.file("ray").resolve("session_latest");
    String log = Files.readString(session.resolve("logs/gcs_server.out"));
    assertTrue(log.contains("gcs-server listens on"), log);
    assertEquals("", Files.readString(session.resolve("logs/gcs_server.err")));
    assertTrue(Files.exists(session.resolve("nodectl-gcs/gcs.db")));
  }

  @Test
  @Order(3)
  void rays_commands_find_it_healthy() {
    client().ray("health-check").done();
    client().ray("status").done();
  }

  @Test
  @Order(4)
  void who_has_no_token_is_refused() {
    Outcome refused = client().run(Map.of("RAY_AUTH_MODE", "disabled"), "nodes");
    assertNotEquals(0, refused.code());
    assertTrue(refused.stderr().contains("AuthenticationError"), refused::toString);
  }

  @Test
  @Order(5)
  void a_driver_runs_tasks_and_actors_of_all_kinds() {
    RayDriver.assertEverything(client().driver("everything").await().done().json());
  }

  @Test
  @Order(6)
  void it_ends_when_it_is_told_to() {
    long pid = node().called("gcs_server").getFirst();
    Signals.send("TERM", pid);
    eventually(() -> !Processes.isAlive(pid), () -> "pid " + pid + " is still there");
  }

  private static RealRayNode node() {
    if (node == null) {
      throw new IllegalStateException("there is no node");
    }
    return node;
  }

  private static RayClient client() {
    return RayClient.of(BOX, head);
  }
}
