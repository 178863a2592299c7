package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildTest {
  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void a_child_that_lives_is_not_reaped() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      Child child = shell.start("read x", Map.of(0, pipe.readEnd()));
      assertEquals(Optional.empty(), child.reap());
      assertTrue(child.identity().isAlive());
      pipe.writeEnd().close();
      assertEquals(new ExitStatus.Exited(1), Shell.end(child));
    }
  }

  @Test
  void a_child_is_reaped_once() throws Exception {
    Child child = shell.start("exit 4", Map.of());
    assertEquals(new ExitStatus.Exited(4), Shell.end(child));
    assertEquals(Optional.empty(), child.reap());
    assertFalse(child.signal(Signal.TERM));
    assertFalse(child.signalGroup(Signal.TERM));
    assertThrows(IllegalStateException.class, () -> child.pidfd().number());
  }

  @Test
  void a_dead_child_is_not_alive_but_keeps_its_identity_until_it_is_reaped() throws Exception {
    Child child = shell.start("exit 0", Map.of());
    Shell.untilReadable(child.pidfd());
    assertFalse(child.identity().isAlive());
    assertEquals(Optional.of(child.identity()), ProcessIdentity.of(child.pid()));
    assertTrue(child.signal(Signal.TERM));
    assertEquals(Optional.of(new ExitStatus.Exited(0)), child.reap());
    assertEquals(Optional.empty(), ProcessIdentity.of(child.pid()));
  }

  @Test
  void a_signal_reaches_the_child_alone_and_a_group_signal_its_descendants() throws Exception {
    try (Pipe out = Pipe.open();
        Pipe in = Pipe.open()) {
      Map<Integer, Fd> ends = Map.of(1, out.writeEnd(), 4, in.readEnd());
      Child child = shell.start("sh -c 'echo up; read never <&4' & wait", ends);
      assertEquals("up", Shell.readLine(out.readEnd()));
      out.writeEnd().close();
      assertTrue(child.signal(Signal.KILL));
      assertEquals(new ExitStatus.Signaled(9, false), Shell.end(child));
      // The grandchild holds the write end: the group is still there although its leader is gone.
      assertTrue(child.signalGroup(Signal.KILL));
      assertEquals("", Shell.readAll(out.readEnd()));
    }
  }
}
