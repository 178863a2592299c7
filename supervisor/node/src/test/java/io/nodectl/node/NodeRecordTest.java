package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRecordTest {
  private static final NodeSpec SPEC =
      new NodeSpec(
          new NodeName("n"),
          new Role.Head(),
          new NodeSpec.Identity("127.0.0.1", "n"),
          Map.of(),
          Duration.ofSeconds(60),
          new Auth.OwnToken(),
          Optional.empty());

  @TempDir Path root = Path.of("");
  private NodeFolder node = new NodeFolder(Path.of("/nowhere"));

  @BeforeEach
  void in_a_folder_of_its_own() throws Exception {
    node = new NodeFolder(root.resolve("n"));
    node.create();
  }

  private Session session(long pid) throws ProblemException {
    Session session = Session.plan(node, Instant.EPOCH, pid);
    session.create();
    session.becomeLatest();
    return session;
  }

  private static Problem taken() {
    return new Problem(ExitCode.PORT_TAKEN, "gcs-server", "port 7 is taken", List.of());
  }

  @Test
  void a_start_that_failed_before_there_was_a_node_is_on_record_with_its_problem()
      throws Exception {
    Session session = session(1);
    EarlyEnd.record(session, SPEC, taken(), Duration.ofSeconds(30));

    NodeRecord record = NodeRecord.read(node).orElseThrow();
    assertEquals("failed", record.state());
    assertEquals(Optional.of(taken()), record.problem());
    assertEquals(session.folder().toString(), record.publicStatus().path("session").asString());
    assertTrue(record.publicStatus().path("head").asBoolean());
    assertTrue(Files.readString(session.journal()).contains("port 7 is taken"));
    assertEquals(List.of(node), new Root(root).knownNodes());
  }

  @Test
  void a_session_that_left_no_record_is_not_shown_with_that_of_an_earlier_one() throws Exception {
    BareRecord.failed(session(1), SPEC, taken()).write(node);
    Session killed = session(2);

    NodeRecord record = NodeRecord.read(node).orElseThrow();
    assertEquals("failed", record.state());
    String message = record.problem().orElseThrow().message();
    assertTrue(message.contains(killed.log("supervisor").toString()), message);
    assertEquals(
        Optional.empty(), NodeRecord.of(killed), "what it said itself is asked for elsewhere");
  }

  @Test
  void a_start_that_was_killed_in_its_first_moments_is_not_shown_as_the_one_before_it()
      throws Exception {
    BareRecord.failed(session(1), SPEC, taken()).write(node);
    Session killed = Session.plan(node, Instant.EPOCH.plusMillis(1), 2);
    killed.create();

    NodeRecord record = NodeRecord.read(node).orElseThrow();
    assertEquals(killed.folder().toString(), record.publicStatus().path("session").asString());
    assertEquals("failed", record.state());
    LastSession.killed(killed);
    record = NodeRecord.read(node).orElseThrow();
    assertEquals(killed.folder().toString(), record.publicStatus().path("session").asString());
    assertEquals(node.newest().orElseThrow(), killed);
    assertFalse(LastSession.endedWell(node), "what the one before left is still looked for");
  }

  @Test
  void a_start_that_was_refused_is_not_the_newest_session() throws Exception {
    Session before = session(1);
    BareRecord.failed(before, SPEC, taken()).write(node);
    Session refused = Session.plan(node, Instant.EPOCH.plusMillis(1), 2);
    refused.create();
    LastSession.ended(refused);

    NodeRecord record = NodeRecord.read(node).orElseThrow();
    assertEquals(before.folder().toString(), record.publicStatus().path("session").asString());
  }

  @Test
  void a_node_whose_record_could_never_be_written_is_known_all_the_same() throws Exception {
    session(1);

    assertEquals("failed", NodeRecord.read(node).orElseThrow().state());
    assertEquals(node.controlSocket(), NodeRecord.read(node).orElseThrow().socket());
    assertEquals(List.of(node), new Root(root).knownNodes());
  }

  @Test
  void a_record_that_cannot_be_replaced_does_not_stay() throws Exception {
    Session session = session(1);
    BareRecord.failed(session, SPEC, taken()).write(node);
    // Nothing fits beside it any more.
    Path beside = Files.createDirectory(node.path().resolve(".state.json.new"));
    Files.createFile(beside.resolve("ballast"));
    NodeRecord next = BareRecord.failed(session, SPEC, taken());

    assertThrows(ProblemException.class, () -> next.write(node));
    assertTrue(Files.notExists(node.stateFile()), "nothing untrue stays");
    assertTrue(NodeRecord.read(node).isPresent(), "and the node is known");
  }
}
