package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Roots that are no good place for a node.
class BadPlacesIT {
  /// The user nobody, as on most systems.
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_root_without_permission_is_told_as_such() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become nobody");
    Files.setPosixFilePermissions(box.root(), PosixFilePermissions.fromString("r-xr-xr-x"));
    startIn(box.root(), AS_NOBODY)
        .expectError(ExitCode.REFUSED, box.root().toString(), "permission", "NODECTL_ROOT");
  }

  @Test
  void a_root_that_cannot_be_entered_is_told_as_such() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become nobody");
    Files.setPosixFilePermissions(box.root(), PosixFilePermissions.fromString("rwx------"));
    startIn(box.root().resolve("deeper"), AS_NOBODY)
        .expectError(ExitCode.REFUSED, box.root().toString(), "permission");
  }

  @Test
  void a_root_that_is_a_file_is_told_as_such() throws IOException {
    Path file = Files.createFile(box.file("root"));
    Outcome start = startIn(file, List.of());
    assertNotEquals(0, start.code(), start::toString);
    String message = start.error().path("message").asString();
    assertTrue(message.contains(file.toString()) && message.contains("file"), message);
  }

  @Test
  void a_full_disk_is_told_as_such_or_does_not_matter() {
    try (Namespace full = Namespace.withFullDisk(box.root())) {
      Outcome start = startIn(box.root(), full.prefix());
      if (start.code() == 0) {
        assertEquals("ready", start.json().path("state").asString(), start::toString);
        box.begin(full.prefix(), Map.of(), List.of("stop", "--all")).await().done();
      } else {
        start.expectError(ExitCode.COMPONENT_FAILED, "No space left on device");
      }
      assertTrue(start.took().compareTo(Eventually.HANG) < 0, start::toString);
      box.awaitNothingLeft();
    }
  }

  @Test
  void a_node_whose_record_cannot_be_written_starts_with_a_warning_and_is_known()
      throws IOException {
    Files.createDirectories(box.root().resolve("n/.state.json.new/in-the-way"));
    Outcome start = startIn(box.root(), List.of()).done();
    assertEquals("ready", start.json().path("state").asString(), start::toString);
    assertTrue(start.stderr().contains("record is out of date"), start::toString);
    Json.assertSame(start.json(), box.status("n"));
    box.stopAll();
    JsonNode end = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("failed", end.path("state").asString(), end::toString);
  }

  @Test
  void a_disk_that_fills_up_during_a_start_makes_nothing_untrue() {
    try (Namespace full = Namespace.withDiskOf(3, box.root())) {
      Outcome start = startIn(box.root(), full.prefix()).done();
      assertEquals("ready", start.json().path("state").asString(), start::toString);
      List<String> status = List.of("status", "--name", "n", "--format", "json");
      Outcome seen = box.begin(full.prefix(), Map.of(), status).await().done();
      Json.assertSame(start.json(), seen.json());
      box.begin(full.prefix(), Map.of(), List.of("stop", "--name", "n")).await().done();
      box.awaitNothingLeft();
    }
  }

  @Test
  void a_root_with_a_path_of_150_characters_works() throws IOException {
    Path deep = box.root().resolve("d".repeat(150 - box.root().toString().length() - 1));
    assertEquals(150, deep.toString().length());
    JsonNode node = startIn(deep, List.of()).done().json();
    assertEquals("ready", node.path("state").asString());
    Path record = deep.resolve("n/state.json");
    Path socket =
        Path.of(JsonMapper.shared().readTree(Files.readString(record)).path("socket").asString());
    assertTrue(socket.toString().length() <= 100, socket::toString);
    Path folder = socket.getParent();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Json.assertSame(node, in(deep, "status", "--format", "json").done().json());
    in(deep, "stop").done();
    assertTrue(Files.notExists(socket), "the socket is gone with the node");
    Files.deleteIfExists(folder);
  }

  private Outcome in(Path root, String... arguments) {
    return box.begin(List.of(), Map.of("NODECTL_ROOT", root.toString()), List.of(arguments))
        .await();
  }

  private Outcome startIn(Path root, List<String> prefix) {
    Path plan = box.plan(Component.good("store"));
    open(box.files());
    open(plan);
    return box.begin(
            prefix, Map.of("NODECTL_ROOT", root.toString()), List.of(Sandbox.startOf(plan, "n")))
        .await();
  }

  /// The plan is for everybody to read.
  private static void open(Path path) {
    assertTrue(path.toFile().setReadable(true, false) && path.toFile().setExecutable(true, false));
  }
}
