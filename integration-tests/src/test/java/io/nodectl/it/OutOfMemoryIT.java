package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A node with little memory, as a control group (cgroups(7)) of version 1 limits it.
class OutOfMemoryIT {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup/memory");

  @RegisterExtension final Sandbox box = new Sandbox();

  private final Path group = GROUPS.resolve("nodectl-it-" + ProcessHandle.current().pid());

  @BeforeEach
  void limit_a_group() throws IOException {
    assumeTrue(Files.isWritable(GROUPS), "no right to make memory groups of version 1 here");
    Files.createDirectory(group);
    Files.writeString(group.resolve("memory.limit_in_bytes"), "900M");
  }

  @AfterEach
  void remove_it() throws IOException {
    if (Files.isDirectory(group)) {
      box.nodectl("stop", "--all");
      Eventually.eventually(this::isEmpty, () -> "somebody is left in " + group);
      Files.delete(group);
    }
  }

  private boolean isEmpty() {
    try {
      return Files.readString(group.resolve("cgroup.procs")).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_program_that_the_kernel_kills_for_want_of_memory_is_told_apart_from_one_that_was_killed() {
    List<String> inside =
        List.of("sh", "-c", "echo $$ >%s/cgroup.procs; exec \"$@\"".formatted(group), "sh");
    box.begin(inside, Map.of(), List.of("start", "--head", "--format", "json")).await().done();
    assertEquals(
        137, box.nodectl("run", "--worker-name", "killed", "--", "sh", "-c", "kill -9 $$").code());
    assertEquals(
        137,
        box.nodectl(
                "run",
                "--worker-name",
                "greedy",
                "--",
                "sh",
                "-c",
                "echo 1000 >/proc/self/oom_score_adj; exec python3 -c 'x = bytearray(2 << 30)'")
            .code());
    List<JsonNode> ended =
        box.json("workers", "--all").done().json().path("workers").valueStream().toList();
    assertTrue(oomKilled(ended, "greedy"), ended::toString);
    assertFalse(oomKilled(ended, "killed"), ended::toString);
  }

  private static boolean oomKilled(List<JsonNode> workers, String name) {
    return workers.stream()
        .filter(worker -> worker.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .path("exit")
        .path("oom_killed")
        .asBoolean();
  }
}
