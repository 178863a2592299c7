package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeGroupTest {
  @TempDir Path root;

  @BeforeEach
  void groupsAreAllowedHere() {
    CgroupRights rights = CgroupRights.look();
    assumeTrue(rights.folder().isPresent(), () -> "no groups here: " + rights.missing());
  }

  @Test
  void a_child_and_what_it_started_before_are_in_the_group_and_die_with_it() throws Exception {
    NodeGroup group = NodeGroup.of(new NodeFolder(root)).orElseThrow();
    Process child = new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & echo; wait").start();
    try {
      assertEquals('\n', child.getInputStream().read());
      group.place("web", child.pid(), Limits.NONE);
      ProcessHandle grandchild = child.toHandle().children().findFirst().orElseThrow();
      for (long pid : List.of(child.pid(), grandchild.pid())) {
        String where = Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"));
        assertTrue(where.contains("/nodectl."), where);
        assertTrue(where.contains("/web"), where);
      }
      group.kill("web");
      assertTrue(child.waitFor(30, TimeUnit.SECONDS));
      grandchild.onExit().get(30, TimeUnit.SECONDS);
    } finally {
      child.destroyForcibly();
      group.end();
    }
  }

  @Test
  void a_process_that_is_not_ours_is_not_moved() throws Exception {
    NodeGroup group = NodeGroup.of(new NodeFolder(root)).orElseThrow();
    try {
      group.place("web", 1, Limits.NONE);
      assertFalse(Files.readString(Path.of("/proc/1/cgroup")).contains("nodectl."));
    } finally {
      group.end();
    }
  }

  @Test
  void limits_are_said_in_the_kernel_s_words() {
    assertEquals(
        Map.of(
            "memory", new Limits.Setting("memory.max", "536870912"),
            "cpu", new Limits.Setting("cpu.max", "150000 100000")),
        new Limits(512, 150).settings());
    assertEquals(Map.of(), Limits.NONE.settings());
  }
}
