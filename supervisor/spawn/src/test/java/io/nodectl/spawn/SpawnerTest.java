package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {
  private static final long SIG_DFL = 0;
  private static final long SIG_IGN = 1;

  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void an_exit_code_is_seen() throws Exception {
    assertEquals(new ExitStatus.Exited(0), shell.end("exit 0"));
    assertEquals(new ExitStatus.Exited(7), shell.end("exit 7"));
    assertEquals(new ExitStatus.Exited(255), shell.end("exit 255"));
  }

  @Test
  void a_deadly_signal_is_seen() throws Exception {
    ExitStatus status = shell.end("kill -TERM $$");
    assertEquals(new ExitStatus.Signaled(15, false), status);
    assertEquals("signal 15 (SIGTERM)", status.describe());
  }

  @Test
  void arguments_environment_and_directory_arrive_as_given(@TempDir Path folder) throws Exception {
    SpawnSpec spec =
        new SpawnSpec(
            List.of(
                "/bin/sh", "-c", "printf '%s|' \"$@\"; pwd -P; echo $A; env", "sh", "", "a b", "*"),
            Map.of("A", "x=y z"),
            folder.toRealPath(),
            Map.of());
    List<String> lines = shell.output(spec).lines().toList();
    assertEquals("|a b|*|" + folder.toRealPath(), lines.get(0));
    assertEquals("x=y z", lines.get(1));
    // A shell sets PWD and such itself; nothing else may be there.
    assertTrue(lines.contains("A=x=y z"));
    assertFalse(lines.stream().anyMatch(l -> l.startsWith("HOME=") || l.startsWith("NODECTL")));
  }

  @Test
  void a_name_without_a_slash_is_looked_up_in_the_path_of_the_child() throws Exception {
    SpawnSpec spec =
        new SpawnSpec(
            List.of("echo", "found"), Map.of("PATH", ":/nowhere:/bin"), Path.of("/"), Map.of());
    assertEquals("found\n", shell.output(spec));
  }

  @Test
  void no_signal_is_blocked_or_ignored_in_a_child_whatever_the_parent_does() throws Exception {
    Libc.Function signal = new Libc.Function("signal");
    signal.int64(Signal.USR2.number(), SIG_IGN);
    try {
      String status = shell.output(Shell.spec(List.of("/bin/cat", "/proc/self/status"), Map.of()));
      assertTrue(status.contains("SigBlk:\t0000000000000000\n"), status);
      assertTrue(status.contains("SigIgn:\t0000000000000000\n"), status);
    } finally {
      signal.int64(Signal.USR2.number(), SIG_DFL);
    }
  }

  @Test
  void a_child_leads_a_session_of_its_own() throws Exception {
    String line = shell.output(Shell.spec(List.of("/bin/cat", "/proc/self/stat"), Map.of()));
    assertEquals(line.substring(0, line.indexOf(' ')), "" + ProcessStat.parse(line).session());
  }

  @Test
  void spawning_from_many_threads_leaks_no_descriptor_and_leaves_no_zombie() throws Exception {
    shell.end("exit 0");
    long before = OpenFiles.pipesAndPidfds();
    List<Future<ExitStatus>> ends = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        ends.add(
            threads.submit(() -> Shell.end(shell.spawn(Shell.spec(List.of("true"), Map.of())))));
      }
    }
    for (Future<ExitStatus> end : ends) {
      assertEquals(new ExitStatus.Exited(0), end.get());
    }
    assertEquals(before, OpenFiles.pipesAndPidfds());
    for (long child : ProcessTree.children(ProcessHandle.current().pid())) {
      assertFalse(ProcessTree.nameOf(child).orElse("").equals("true"), "a zombie: " + child);
    }
  }

  @Test
  void an_interrupt_does_not_lose_the_child() throws Exception {
    Thread.currentThread().interrupt();
    Child child = shell.start("exit 3", Map.of());
    assertTrue(Thread.interrupted());
    assertEquals(new ExitStatus.Exited(3), Shell.end(child));
  }

  @Test
  void a_closed_spawner_refuses() {
    shell.close();
    assertThrows(IllegalStateException.class, () -> shell.end("exit 0"));
  }

  @Test
  void a_closed_descriptor_is_refused_and_nothing_leaks() throws Exception {
    shell.end("exit 0");
    long before = OpenFiles.pipesAndPidfds();
    Pipe pipe = Pipe.open();
    pipe.close();
    assertThrows(
        IllegalStateException.class, () -> shell.start("exit 0", Map.of(3, pipe.readEnd())));
    assertEquals(before, OpenFiles.pipesAndPidfds());
  }
}
