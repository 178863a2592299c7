package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeName;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class LocalNodesTest {
  @TempDir Path root = Path.of("");
  private final List<String> talk = new ArrayList<>();
  private LocalNodes nodes = new LocalNodes(new Root(root), "nodectl", talk::add);

  @BeforeEach
  void in_a_root_of_its_own() {
    nodes = new LocalNodes(new Root(root), "nodectl", talk::add);
  }

  private void known(String name) {
    FakeNode.known(root, FakeNode.status(name));
  }

  private FakeNode running(String name) {
    return FakeNode.running(root, FakeNode.status(name));
  }

  private Problem refused(Optional<NodeName> name) {
    return assertThrows(ProblemException.class, () -> nodes.choose(name)).problem();
  }

  @Test
  void the_only_node_is_meant_whether_it_runs_or_not() throws ProblemException {
    known("a");
    assertEquals("a", nodes.choose(Optional.empty()).name());
  }

  @Test
  void the_only_one_that_runs_is_meant() throws ProblemException {
    known("a");
    known("c");
    try (FakeNode _ = running("b")) {
      assertEquals("b", nodes.choose(Optional.empty()).name());
    }
  }

  @Test
  void a_name_is_always_clear() throws ProblemException {
    known("a");
    try (FakeNode _ = running("b")) {
      assertEquals("a", nodes.choose(Optional.of(new NodeName("a"))).name());
    }
  }

  @Test
  void several_that_run_are_listed_without_those_that_do_not() {
    known("a");
    try (FakeNode _ = running("b");
        FakeNode _ = running("c")) {
      Problem problem = refused(Optional.empty());
      assertEquals(ExitCode.USAGE, problem.code());
      assertEquals("2 nodes are running: b, c. Say which one with --name.", problem.message());
    }
  }

  @Test
  void several_that_do_not_run_are_listed() {
    known("a");
    known("b");
    assertEquals(
        "2 nodes are known: a, b. Say which one with --name.", refused(Optional.empty()).message());
  }

  @Test
  void there_is_nothing_to_stop_where_several_have_ended() {
    known("a");
    known("b");
    Problem problem =
        assertThrows(ProblemException.class, () -> nodes.chooseToStop(Optional.empty())).problem();
    assertEquals(ExitCode.NOTHING_THERE, problem.code());
    assertEquals("no node runs in " + root + ". There is: a, b.", problem.message());
  }

  @Test
  void an_unknown_name_is_nothing_and_the_known_ones_are_named() {
    known("a");
    Problem problem = refused(Optional.of(new NodeName("ghost")));
    assertEquals(ExitCode.NOTHING_THERE, problem.code());
    assertEquals("there is no node 'ghost' in " + root + ". There is: a.", problem.message());
  }

  @Test
  void where_nothing_was_started_the_first_command_is_named() {
    Problem problem = refused(Optional.empty());
    assertEquals(ExitCode.NOTHING_THERE, problem.code());
    assertTrue(problem.message().endsWith("Start one: nodectl start --head"), problem.message());
  }

  @Test
  void a_damaged_record_hides_no_other_node_and_is_told() throws IOException, ProblemException {
    known("broken");
    damage("broken");
    assertEquals(ExitCode.NOTHING_THERE, refused(Optional.empty()).code());
    assertEquals(1, talk.size());
    assertTrue(talk.getFirst().startsWith("warning: node 'broken' is left out: "), talk::toString);
    known("a");
    assertEquals("a", nodes.choose(Optional.empty()).name());
    assertEquals(List.of(), nodes.running());
    Problem named = refused(Optional.of(new NodeName("broken")));
    assertTrue(named.message().contains("broken/state.json is damaged"), named.message());
  }

  @Test
  void a_node_that_runs_is_known_without_its_record() throws IOException, ProblemException {
    ObjectNode status = FakeNode.status("b");
    status.withObject("supervisor").put("pid", ProcessHandle.current().pid());
    try (FakeNode _ = FakeNode.running(root, status)) {
      damage("b");
      assertEquals("ready", nodes.choose(Optional.empty()).record().state());
      assertEquals(List.of(), talk);
    }
  }

  private void damage(String name) throws IOException {
    Files.writeString(root.resolve(name + "/state.json"), "{\"state\": \"rea");
  }
}
