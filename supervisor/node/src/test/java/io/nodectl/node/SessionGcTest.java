package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionGcTest {
  private static final String OLD = "20200101T000000.000-1";
  private static final String NEW = "20200202T000000.000-2";

  @TempDir private Path folder;
  private NodeFolder node = new NodeFolder(Path.of("/"));

  @BeforeEach
  void two_sessions() throws IOException {
    node = new NodeFolder(Files.createDirectory(folder.resolve("n")));
    session(OLD);
    session(NEW);
    Files.createSymbolicLink(node.latestSession(), Path.of(NEW));
  }

  @Test
  void only_sessions_go_and_no_link_is_followed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "x");
    Files.createSymbolicLink(node.sessions().resolve(OLD).resolve("link"), precious);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path linked = node.sessions().resolve("20190101T000000.000-3");
    Files.createSymbolicLink(linked, elsewhere);
    Path notes = Files.createDirectory(node.sessions().resolve("notes"));
    Path data = Files.createDirectory(node.path().resolve("data"));
    assertEquals(List.of(OLD), names(gc(1).collect()));
    assertFalse(Files.exists(node.sessions().resolve(OLD)));
    for (Path stays : List.of(precious, elsewhere, linked, notes, data, node.latestSession())) {
      assertTrue(Files.exists(stays), stays::toString);
    }
  }

  @Test
  void a_plan_removes_nothing() throws Exception {
    SessionGc.Result plan = gc(0).plan();
    assertEquals(List.of(NEW, OLD), names(plan));
    assertEquals(0, plan.kept());
    assertTrue(Files.exists(node.sessions().resolve(OLD).resolve("logs/c.log")));
  }

  @Test
  void what_an_earlier_run_did_not_finish_goes_too() throws Exception {
    Path half = node.sessions().resolve(".removing-" + OLD);
    Files.move(node.sessions().resolve(OLD), half);
    gc(10).collect();
    assertFalse(Files.exists(half));
    assertTrue(Files.exists(node.sessions().resolve(NEW)));
  }

  @Test
  void a_supervisor_keeps_its_own_session_and_what_is_newer() throws Exception {
    String newer = "20200303T000000.000-4";
    session(newer);
    Session own = new Session(node.sessions().resolve(NEW));
    assertEquals(List.of(OLD), names(gc(0).collectBeside(own)));
    assertTrue(Files.exists(node.sessions().resolve(newer)));
  }

  private SessionGc gc(int newest) {
    return new SessionGc(node, new SessionRule(newest, Duration.ZERO, 1 << 20));
  }

  private void session(String name) throws IOException {
    Path logs = Files.createDirectories(node.sessions().resolve(name).resolve("logs"));
    Files.writeString(logs.resolve("c.log"), "line\n");
  }

  private static List<String> names(SessionGc.Result result) {
    return result.removed().stream().map(SessionRule.Candidate::name).toList();
  }
}
