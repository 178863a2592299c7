package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.spawn.ProcessTree;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakTest {
  private static final int CYCLES = 200;

  @TempDir private Path folder;

  @Test
  void after_many_children_of_all_kinds_no_descriptor_and_no_zombie_is_left() throws Exception {
    Path portFile = folder.resolve("port");
    List<PortSource> sources =
        List.of(
            new PortSource.ByReport(),
            new PortSource.ByPortFile(Map.of("main", portFile)),
            new PortSource.ByProbe("main"));
    try (Nursery nursery = new Nursery(folder).wired()) {
      cycle(nursery, "exit 0");
      int before = openDescriptors();
      for (int i = 0; i < CYCLES; i++) {
        nursery.ports(sources.get(i % sources.size()));
        cycle(nursery, i % 2 == 0 ? "exit 0" : "sleep 300 & printf '" + Nursery.READY + "' >&3");
        cannotStart(nursery);
      }
      // Logs are closed by another thread, a moment later.
      long hangs = System.nanoTime() + Nursery.LONG.toNanos();
      while (openDescriptors() > before && System.nanoTime() < hangs) {
        Thread.onSpinWait();
      }
      assertTrue(openDescriptors() <= before, () -> openDescriptors() + " of " + before);
      assertEquals(List.of(), ProcessTree.children(ProcessHandle.current().pid()));
    }
  }

  private static void cycle(Nursery nursery, String script) throws InterruptedException {
    Heard heard = new Heard();
    nursery.shell(heard, script);
    heard.end();
  }

  private static void cannotStart(Nursery nursery) throws InterruptedException {
    Heard heard = new Heard();
    nursery.launch(heard, List.of("/nowhere/at-all"));
    heard.verdict(Verdict.CannotStart.class);
  }

  private static int openDescriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }
}
