package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  @Test
  void a_process_with_another_start_time_is_a_stranger() throws Exception {
    try (Shell shell = new Shell();
        Pipe pipe = Pipe.open()) {
      Child child = shell.start("read x", Map.of(0, pipe.readEnd()));
      ProcessIdentity right = child.identity();
      ProcessIdentity other = new ProcessIdentity(right.pid(), right.startTicks() + 1);
      assertTrue(right.isAlive());
      assertFalse(other.isAlive());
      assertFalse(other.signal(Signal.KILL));
      assertEquals(Optional.empty(), other.open());
      assertTrue(right.isAlive());
      assertTrue(right.signal(Signal.KILL));
      assertEquals(new ExitStatus.Signaled(9, false), Shell.end(child));
      assertFalse(right.signal(Signal.KILL));
      assertFalse(right.isAlive());
    }
  }

  @Test
  void an_identity_can_be_written_and_read() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    assertEquals(Optional.of(self), ProcessIdentity.parse(self.toString()));
    for (String wrong : new String[] {"", "1", "1:", ":1", "x:1", "0:1", "-1:1", "1:2:3"}) {
      assertEquals(Optional.empty(), ProcessIdentity.parse(wrong), wrong);
    }
  }

  @Test
  void a_number_that_means_a_group_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new ProcessIdentity(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ProcessIdentity(-5, 1));
  }

  @Test
  void a_name_with_spaces_and_brackets_does_not_confuse_the_fields() {
    String fields = " S 1 42 43 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 987654 1000 10 ";
    ProcessStat stat = ProcessStat.parse("42 (a) b (c)" + fields);
    assertEquals(new ProcessStat("a) b (c", 'S', 43, 987654), stat);
  }
}
