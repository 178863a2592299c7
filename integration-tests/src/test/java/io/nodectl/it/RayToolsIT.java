package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nodectl.handshake.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ray's own commands and client on a head of ours.
class RayToolsIT {
  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();

  @BeforeAll
  static void start_a_head_where_rays_commands_look_for_it() {
    RayPython.of(BOX);
    String python = BOX.checkout().pythonWithRay().toString();
    head =
        BOX.json("start", "--head", "--node-ip-address=auto", "--ray-python", python).done().json();
    eventually(() -> remark().contains("Python 3."), RayToolsIT::remark);
  }

  @AfterAll
  static void stop() {
    BOX.stopWhatRuns();
  }

  private static String remark() {
    return Json.component(BOX.status("head"), "gcs-server").path("remark").asString("");
  }

  @Test
  void the_keys_are_there_that_rays_programs_look_up_before_anything_else() {
    JsonNode known = client().run("well_known").done().json();
    JsonNode metadata = Json.parse(known.path("CLUSTER_METADATA").asString());
    assertEquals("2.60.0", metadata.path("ray_version").asString());
    String version = metadata.path("python_version").asString();
    assertTrue(version.matches("3\\.\\d+\\.\\d+"), version);
    assertTrue(remark().contains(version), "status shows it");
    assertEquals("0", known.path("__autoscaler_v2_enabled").asString());
    assertEquals(Json.pid(head, "gcs-server") + "", known.path("gcs_pid").asString());
    assertEquals(known.path("cluster_id"), known.path("ray_cluster_id"));
    String session = known.path("session_name").asString();
    assertTrue(
        session.matches("session_\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d_\\d{6}_\\d+"), session);
    assertEquals("/tmp/ray", known.path("temp_dir").asString());
    assertEquals("/tmp/ray/" + session, known.path("session_dir").asString());
  }

  @Test
  void rays_client_finds_the_node_alive() {
    assertEquals(1, client().run("nodes").done().json().size());
    assertEquals(List.of(true), booleans(client().run("alive").done().json()));
  }

  @Test
  void a_health_check_of_rays_command_passes() {
    assumeReachable();
    client().ray("health-check").done();
  }

  @Test
  void a_status_of_rays_command_passes() {
    assumeReachable();
    client().ray("status").done();
  }

  @Test
  void a_look_at_the_memory_by_rays_command_passes() {
    assumeReachable();
    String said = client().ray("memory").done().stdout();
    assertTrue(said.contains("0 objects"), said);
  }

  @Test
  void rays_client_finds_no_job_before_a_driver_has_joined() {
    assertEquals("[]", client().run("jobs").done().json().toString());
    assertEquals("[]", BOX.json("jobs").done().json().toString());
    assertEquals("[]", BOX.json("actors").done().json().toString());
  }

  @Test
  void keys_are_put_shown_and_deleted_from_the_command_line() {
    assertEquals("added 'k1'\n", kv("put", "k1", "one").done().stdout());
    assertEquals("replaced 'k1'\n", kv("put", "k1", "eins").done().stdout());
    kv("put", "k1", "two", "--no-overwrite").expect(ExitCode.REFUSED);
    kv("put", "k2", "AP8=", "--base64").done();
    assertEquals("eins\n", kv("get", "k1").done().stdout());
    Outcome raw = kv("get", "k2").done();
    assertEquals("AP8=\n", raw.stdout());
    assertTrue(raw.stderr().contains("Base64"), raw::toString);
    Outcome cut = kv("list", "k", "--limit", "1").done();
    assertEquals("KEY\nk1\n", cut.stdout());
    assertTrue(cut.stderr().contains("1 of 2"), cut::toString);
    assertEquals("eins\n", kv("get", "azE=", "--key-base64").done().stdout());
    kv("del", "none").expect(ExitCode.NOTHING_THERE);
    kv("del", "k", "--prefix").expect(ExitCode.USAGE);
    assertEquals("deleted 2 keys\n", kv("del", "k", "--prefix", "--yes").done().stdout());
    assertEquals("KEY\n", kv("list").done().stdout());
  }

  private static Outcome kv(String... arguments) {
    List<String> all = new ArrayList<>(List.of("kv"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--namespace", "it"));
    return BOX.nodectl(all.toArray(String[]::new));
  }

  /// Ray's commands replace a loopback address, so they cannot find a head on a machine that has no
  /// other one.
  private static void assumeReachable() {
    String address = head.path("address").asString();
    assumeFalse(address.startsWith("127."), address);
  }

  private static List<Boolean> booleans(JsonNode array) {
    return array.valueStream().map(JsonNode::asBoolean).toList();
  }

  private static RayClient client() {
    return RayClient.of(BOX, head);
  }
}
