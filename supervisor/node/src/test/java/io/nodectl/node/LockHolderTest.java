package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockHolderTest {
  private static final String TABLE =
      """
      1: FLOCK  ADVISORY  WRITE 11 fe:00:77 0 EOF
      2: POSIX  ADVISORY  WRITE 12 fe:00:77 0 EOF
      2: -> POSIX  ADVISORY  WRITE 13 fe:00:77 0 EOF
      """;

  @Test
  void the_holder_is_told_from_other_kinds_of_locks_and_from_those_who_wait() {
    assertEquals(Optional.of(12L), LockHolder.in(TABLE, 77));
    assertEquals(Optional.empty(), LockHolder.in(TABLE, 7));
  }

  @Test
  void the_holder_of_a_real_lock_is_found_while_it_holds_it(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lock");
    try (NodeLock _ = NodeLock.tryTake(file).orElseThrow()) {
      assertEquals(Optional.of(ProcessHandle.current().pid()), LockHolder.of(file));
    }
    assertEquals(Optional.empty(), LockHolder.of(file));
  }
}
