package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFolderTest {
  @TempDir Path root;

  @Test
  void the_root_follows_the_environment() {
    assertEquals(
        Path.of("/elsewhere"), Root.fromEnvironment(Map.of("NODECTL_ROOT", "/elsewhere")).folder());
  }

  @Test
  void a_node_is_known_once_it_has_a_record() throws Exception {
    Root all = new Root(root);
    Files.createDirectory(root.resolve("unrelated"));
    all.node(new NodeName("b")).create();
    all.node(new NodeName("a")).create();
    Files.writeString(all.node(new NodeName("a")).stateFile(), "{}");
    Files.writeString(all.node(new NodeName("b")).stateFile(), "{}");

    List<NodeName> known = all.knownNodes().stream().map(NodeFolder::name).toList();
    assertEquals(List.of(new NodeName("a"), new NodeName("b")), known);
  }

  @Test
  void a_node_and_its_session_are_for_their_owner_only() throws Exception {
    NodeFolder node = new Root(root.resolve("deep/er")).node(new NodeName("n"));
    node.create();
    Session session = Session.plan(node, Instant.EPOCH, 42);
    session.create();
    session.becomeLatest();

    assertEquals("19700101T000000.000-42", session.folder().getFileName().toString());
    assertEquals(session.folder().toRealPath(), node.latestSession().toRealPath());
    assertEquals(node, session.node());
    assertEquals("rwx------", permissions(node.path()));
    assertEquals("rwx------", permissions(session.folder()));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void data_is_moved_aside_and_a_node_without_any_has_nothing_to_move() throws Exception {
    NodeFolder node = new Root(root).node(new NodeName("n"));
    node.create();
    node.moveDataAside(Instant.EPOCH);
    Files.createDirectory(node.data());
    Files.writeString(node.data().resolve("gcs.db"), "kept");

    node.moveDataAside(Instant.EPOCH);

    assertFalse(Files.exists(node.data()));
    assertEquals(
        "kept",
        Files.readString(node.path().resolve("data.19700101T000000.000").resolve("gcs.db")));
  }

  @Test
  void a_root_that_is_a_file_is_told_as_such() throws Exception {
    Path file = Files.createFile(root.resolve("file"));

    ProblemException problem =
        assertThrows(ProblemException.class, () -> new Root(file).node(new NodeName("n")).create());
    assertTrue(problem.problem().message().contains(file.toString()), problem.toString());
  }

  @Test
  void a_token_is_made_once_and_kept() throws Exception {
    NodeFolder node = new NodeFolder(root);

    Auth first = Tokens.settle(new Auth.OwnToken(), node);
    assertEquals(first, Tokens.settle(new Auth.OwnToken(), node));
    assertEquals("rw-------", permissions(node.tokenFile()));
    assertEquals(64, Files.readString(node.tokenFile()).length());
  }

  @Test
  void the_socket_of_a_long_path_lies_in_a_short_folder_of_ours() throws Exception {
    Path deep = root.resolve("x".repeat(150));

    Path socket = SocketPath.of(new NodeFolder(deep));
    assertTrue(socket.toString().length() < 100, socket.toString());
    assertEquals(socket, SocketPath.of(new NodeFolder(deep)));
    Path folder = socket.resolve("..").normalize();
    assertEquals("rwx------", permissions(folder));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    ProblemException open =
        assertThrows(ProblemException.class, () -> SocketPath.of(new NodeFolder(deep)));
    assertEquals(ExitCode.REFUSED, open.problem().code());
    SocketPath.remove(socket, new NodeFolder(deep));
    assertFalse(Files.exists(folder));
  }

  @Test
  void the_last_ports_are_read_again_and_nonsense_is_no_reason_not_to_start() throws Exception {
    Path file = root.resolve("ports.json");
    PortRef gcs = new PortRef("gcs-server", "gcs");

    assertEquals(LastPorts.none(), LastPortsFile.read(file));
    LastPortsFile.write(file, new LastPorts(Map.of(gcs, 6379)));
    assertEquals(Optional.of(6379), LastPortsFile.read(file).get(gcs));
    Files.writeString(file, "{\"gcs-server\":{\"gcs\":70000}}");
    assertEquals(Optional.empty(), LastPortsFile.read(file).get(gcs));
    Files.writeString(file, "no json");
    assertEquals(LastPorts.none(), LastPortsFile.read(file));
  }

  @Test
  void a_damaged_record_is_an_error_with_a_remedy_and_no_record_is_none() throws Exception {
    NodeFolder node = new NodeFolder(root);

    assertEquals(Optional.empty(), NodeRecord.read(node));
    Files.writeString(node.stateFile(), "{\"name\": ");
    ProblemException damaged = assertThrows(ProblemException.class, () -> NodeRecord.read(node));
    assertTrue(damaged.problem().message().contains("remove the file"), damaged.toString());
  }
}
