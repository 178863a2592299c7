package io.nodectl.runtimeenv.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.runtimeenv.shelf.Eviction.Unused;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest {
  private final List<Unused> unused =
      List.of(new Unused("new", 10, 9), new Unused("old", 10, 1), new Unused("middle", 10, 5));

  @Test
  void nothing_goes_while_there_is_room() {
    assertEquals(List.of(), Eviction.victims(unused, 100, 100));
  }

  @Test
  void the_longest_unused_goes_first_and_no_more_than_must() {
    assertEquals(List.of("old"), Eviction.victims(unused, 100, 90));
    assertEquals(List.of("old", "middle"), Eviction.victims(unused, 100, 89));
  }

  @Test
  void what_is_in_use_may_pass_the_limit() {
    assertEquals(List.of("old", "middle", "new"), Eviction.victims(unused, 100, 0));
  }
}
