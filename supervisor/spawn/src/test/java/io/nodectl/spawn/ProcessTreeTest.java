package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final long SELF = ProcessHandle.current().pid();

  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void children_and_descendants_are_found_and_so_are_what_they_hold() throws Exception {
    try (Pipe out = Pipe.open();
        Pipe in = Pipe.open()) {
      Child child =
          shell.start(
              "sh -c 'echo $$; read x <&4; exit 0'; exit 0",
              Map.of(1, out.writeEnd(), 4, in.readEnd()));
      long grandchild = Long.parseLong(Shell.readLine(out.readEnd()));
      assertTrue(ProcessTree.children(SELF).contains(child.pid()));
      assertEquals(List.of(grandchild), ProcessTree.children(child.pid()));
      assertEquals(List.of(grandchild), ProcessTree.descendants(child.pid()));
      assertTrue(ProcessTree.descendants(SELF).containsAll(List.of(child.pid(), grandchild)));
      assertEquals(Set.of(child.pid(), grandchild), ProcessTree.pidsInSession(child.pid()));
      assertEquals(
          Optional.of(Set.of(in.readEnd().inode(), out.readEnd().inode())),
          ProcessTree.pipeInodes(grandchild));
      assertEquals(Optional.of(Set.of()), ProcessTree.socketInodes(grandchild));
      assertEquals(Optional.of("sh"), ProcessTree.nameOf(grandchild));
      assertEquals(OptionalLong.of(child.pid()), ProcessTree.sessionOf(grandchild));
      in.writeEnd().close();
      assertEquals(new ExitStatus.Exited(0), Shell.end(child));
    }
  }

  @Test
  void of_a_process_that_is_gone_nothing_is_found() throws Exception {
    Child child = shell.start("exit 0", Map.of());
    Shell.end(child);
    assertEquals(List.of(), ProcessTree.children(child.pid()));
    assertEquals(List.of(), ProcessTree.descendants(child.pid()));
    assertEquals(Set.of(), ProcessTree.pidsInSession(child.pid()));
    assertEquals(Optional.of(Set.of()), ProcessTree.socketInodes(child.pid()));
    assertEquals(Optional.empty(), ProcessTree.nameOf(child.pid()));
    assertEquals(OptionalLong.empty(), ProcessTree.sessionOf(child.pid()));
  }

  @Test
  void a_subreaper_gets_an_orphan_and_reaps_it_but_none_of_its_own_children() throws Exception {
    ProcessTree.becomeSubreaper();
    try (Pipe out = Pipe.open();
        Pipe in = Pipe.open()) {
      Child parent =
          shell.start(
              "sh -c 'echo $$; read x <&4; exit 9' & wait",
              Map.of(1, out.writeEnd(), 4, in.readEnd()));
      long pid = Long.parseLong(Shell.readLine(out.readEnd()));
      ProcessIdentity orphan = ProcessIdentity.of(pid).orElseThrow();
      assertFalse(ProcessTree.adopted(Set.of()).contains(orphan));
      assertFalse(ProcessTree.mayHaveAdopted(), "the children of a spawner are no sign of any");
      Child own = shell.start("exit 6", Map.of());

      parent.signal(Signal.KILL);
      assertEquals(new ExitStatus.Signaled(9, false), Shell.end(parent));
      assertTrue(ProcessTree.adopted(Set.of()).contains(orphan));
      assertTrue(ProcessTree.mayHaveAdopted());
      assertFalse(ProcessTree.adopted(Set.of(pid)).contains(orphan));
      assertEquals(List.of(), ProcessTree.reapAdopted(Set.of()));

      try (Fd pidfd = orphan.open().orElseThrow()) {
        in.writeEnd().close();
        Shell.untilReadable(pidfd);
      }
      Shell.untilReadable(own.pidfd());
      assertEquals(
          List.of(new ProcessTree.Reaped(orphan, "sh", new ExitStatus.Exited(9))),
          ProcessTree.reapAdopted(Set.of()));
      assertEquals(List.of(), ProcessTree.reapAdopted(Set.of()));
      assertEquals(new ExitStatus.Exited(6), Shell.end(own));
    } finally {
      // Orphans of other tests are none of this process's business.
      new Libc.Function("prctl").int32(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
    }
  }
}
