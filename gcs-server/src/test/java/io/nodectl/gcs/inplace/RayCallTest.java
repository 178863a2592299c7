package io.nodectl.gcs.inplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.cluster.RaySettings.Autoscaler;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RayCallTest {

  private static final String NODE = "ab".repeat(28);
  private static final Set<String> OWN = Set.of("--data-dir", "--token-file");

  @TempDir Path folder;

  /// As Ray 2.60's start script calls it.
  private static final List<String> RECORDED =
      List.of(
          "--log_dir=/tmp/ray/session_x/logs",
          "--config_list=" + base64("{\"automatic_object_spilling_enabled\": true}"),
          "--gcs_server_port=0",
          "--metrics-agent-port=0",
          "--node-ip-address=192.0.2.2",
          "--session-name=session_x",
          "--ray-commit=b7f4259e",
          "--session-dir=/tmp/ray/session_x",
          "--node-id=" + NODE,
          "--stdout_filepath=/tmp/ray/session_x/logs/gcs_server.out",
          "--stderr_filepath=/tmp/ray/session_x/logs/gcs_server.err");

  @Test
  void rays_command_line_is_told_from_ours() {
    assertTrue(RayCommandLine.isMeant(RECORDED));
    assertTrue(RayCommandLine.isMeant(List.of("-gcs-server-port", "6379")));
    assertFalse(RayCommandLine.isMeant(List.of("--port", "6379", "--data-dir", "/d")));
    assertFalse(RayCommandLine.isMeant(List.of("--help")));
  }

  @Test
  void it_means_the_same_in_our_flags() throws Exception {
    RayCall call = call();
    assertEquals(
        List.of("--host", "0.0.0.0", "--port", "0", "--data-dir", "/tmp/ray/session_x/nodectl-gcs"),
        call.arguments());
    assertEquals(Optional.of("session_x"), call.settings(Map.of()).sessionName());
    assertEquals(Path.of("/tmp/ray"), call.settings(Map.of()).tempDir());
    assertEquals(
        Optional.of("{\"automatic_object_spilling_enabled\": true}"),
        call.settings(Map.of()).systemConfig());
    assertEquals(
        Optional.of(new PortFile(Path.of("/tmp/ray/session_x/gcs_server_port_" + NODE))),
        call.portFile());
    assertEquals(Optional.of(Path.of("/tmp/ray/session_x/logs/gcs_server.out")), call.output());
    assertEquals(Optional.of(Path.of("/tmp/ray/session_x/logs/gcs_server.err")), call.errors());
    assertEquals(List.of(), call.warnings());
  }

  @Test
  void the_version_of_the_autoscaler_is_that_of_the_configuration_else_of_the_environment()
      throws Exception {
    Map<String, String> asked = Map.of("RAY_enable_autoscaler_v2", "1");
    assertEquals(Autoscaler.V1, call().settings(Map.of()).autoscaler());
    assertEquals(Autoscaler.V2, call().settings(asked).autoscaler());
    String off = "--config_list=" + base64("{\"enable_autoscaler_v2\": false}");
    assertEquals(Autoscaler.V1, call(off).settings(asked).autoscaler());
  }

  @Test
  void a_loopback_address_stays_what_it_is() {
    assertEquals("127.0.0.1", call("--node-ip-address=127.0.0.1").arguments().get(1));
    assertEquals("::", call("--node-ip-address=2001:db8::1").arguments().get(1));
  }

  @Test
  void a_flag_of_ours_beside_wins() {
    List<String> arguments = call("--data-dir", "/own", "--token-file=/t").arguments();
    assertEquals(
        List.of("--host", "0.0.0.0", "--port", "0", "--data-dir", "/own", "--token-file=/t"),
        arguments);
  }

  @Test
  void redis_is_where_ray_says_and_its_password_is_on_no_command_line_of_ours() {
    RayCall call =
        call(
            "--redis_address=192.0.2.9",
            "--redis_port=6380",
            "--redis_enable_ssl=true",
            "--redis_password=secret");
    List<String> arguments = call.arguments();
    assertEquals("rediss://192.0.2.9:6380", arguments.getLast());
    assertFalse(arguments.toString().contains("secret"), arguments::toString);
    assertEquals(
        "secret", call.in(new Surroundings(Map.of(), folder)).environment().get("REDIS_PASSWORD"));
  }

  @Test
  void a_port_that_was_chosen_is_not_told() throws Exception {
    assertEquals(Optional.empty(), call("--gcs_server_port", "6379").portFile());
    assertEquals("6379", call("--gcs_server_port", "6379").arguments().get(3));
  }

  @Test
  void a_port_that_cannot_be_told_is_refused() {
    assertThrows(CannotStart.class, () -> call("--node-id=xyz").portFile());
  }

  @Test
  void what_nobody_knows_is_warned_about() {
    List<String> warnings = call("--new-flag", "1", "--other=2").warnings();
    assertEquals(2, warnings.size());
    assertTrue(warnings.getFirst().startsWith("--new-flag "), warnings::toString);
  }

  @Test
  void a_configuration_that_is_no_base64_is_refused() {
    assertThrows(CannotStart.class, () -> call("--config_list={}").settings(Map.of()));
  }

  @Test
  void the_port_file_is_there_as_a_whole() throws Exception {
    Path file = folder.resolve("gcs_server_port_" + NODE);
    new PortFile(file).write(6379);
    assertEquals("6379", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  /// The recorded one with more flags, of which the last of a name counts.
  private static RayCall call(String... more) {
    List<String> args = Stream.concat(RECORDED.stream(), Arrays.stream(more)).toList();
    return new RayCall(RayCommandLine.read(args, OWN));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
