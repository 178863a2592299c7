package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.Leftovers.Leftover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path root;
  private @Nullable Process child;

  @AfterEach
  void end() {
    if (child != null) {
      child.destroyForcibly();
    }
  }

  @Test
  void a_process_of_a_session_of_the_node_is_found_and_ended() throws Exception {
    NodeFolder node = node("n");
    Process left = start(node);
    List<Leftover> found = new Leftovers(node).find();
    assertEquals(List.of(left.pid()), pids(found));
    assertTrue(found.getFirst().describe().contains("cat"), found::toString);
    assertTrue(found.getFirst().session().endsWith("/s1"), found::toString);
    assertEquals(found, new Leftovers(node).end());
    assertTrue(left.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of(), new Leftovers(node).find());
  }

  @Test
  void a_process_of_another_node_is_not_touched() throws Exception {
    Process other = start(node("n2"));
    assertEquals(List.of(), new Leftovers(node("n")).end());
    assertTrue(other.isAlive());
  }

  @Test
  void a_session_that_begins_spares_itself() throws Exception {
    NodeFolder node = node("n");
    Session own = new Session(node.sessions().resolve("s1"));
    own.create();
    own.becomeLatest();
    Process itself = start(node);
    assertEquals(List.of(), Leftovers.endBefore(own));
    assertTrue(itself.isAlive());
    Session next = new Session(node.sessions().resolve("s2"));
    assertEquals(List.of(itself.pid()), pids(Leftovers.endBefore(next)));
  }

  @Test
  void after_an_orderly_end_nobody_is_looked_for() throws Exception {
    NodeFolder node = node("n");
    Session last = new Session(node.sessions().resolve("s1"));
    last.create();
    last.becomeLatest();
    LastSession.ended(last);
    Process hidden = start(node);
    assertEquals(List.of(), Leftovers.endBefore(new Session(node.sessions().resolve("s2"))));
    assertTrue(hidden.isAlive());
  }

  private Process start(NodeFolder node) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/cat");
    builder.environment().put(Session.VARIABLE, node.sessions().resolve("s1").toString());
    Process started = builder.start();
    child = started;
    return started;
  }

  private NodeFolder node(String name) throws ProblemException {
    NodeFolder node = new NodeFolder(root.resolve(name));
    node.create();
    NodeLock.tryTake(node.guardLockFile()).orElseThrow().close();
    return node;
  }

  private static List<Long> pids(List<Leftover> leftovers) {
    return leftovers.stream().map(leftover -> leftover.process().pid()).toList();
  }
}
