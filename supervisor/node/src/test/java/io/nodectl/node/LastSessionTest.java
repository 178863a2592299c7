package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastSessionTest {
  @TempDir Path root;

  @Test
  void a_node_that_never_ran_has_nothing_left_over() {
    assertTrue(LastSession.endedWell(node()));
  }

  @Test
  void a_session_has_ended_well_once_that_is_said() throws ProblemException {
    Session session = latest();
    assertFalse(LastSession.endedWell(node()));
    LastSession.ended(session);
    LastSession.ended(session);
    assertTrue(LastSession.endedWell(node()));
  }

  @Test
  void of_a_session_whose_folder_was_removed_nobody_knows() throws Exception {
    Session session = latest();
    LastSession.ended(session);
    remove(session);
    assertFalse(LastSession.endedWell(node()));
    LastSession.ended(session);
    assertFalse(LastSession.endedWell(node()));
  }

  private static void remove(Session session) throws IOException {
    Files.delete(session.folder().resolve("ended"));
    Files.delete(session.logs());
    Files.delete(session.folder());
  }

  private Session latest() throws ProblemException {
    Session session = new Session(node().sessions().resolve("20260101T000000.000-1"));
    session.create();
    session.becomeLatest();
    return session;
  }

  private NodeFolder node() {
    return new NodeFolder(root.resolve("n"));
  }
}
