package io.nodectl.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void a_distribution_is_found_once_it_is_complete_and_current_leads_to_it() throws IOException {
    Store store = new Store(folder);
    Path made = store.begin("aa");
    Files.writeString(made.resolve("file"), "text");
    assertEquals(Optional.empty(), store.find("aa"));

    store.complete(made);
    store.makeCurrent(made);

    assertEquals(Optional.of(folder.resolve("aa")), store.find("aa"));
    assertEquals("text", Files.readString(folder.resolve("current").resolve("file")));
  }

  @Test
  void current_is_switched_while_the_old_distribution_stays() throws IOException {
    Store store = new Store(folder);
    store.makeCurrent(store.begin("aa"));

    store.makeCurrent(store.begin("bb"));

    assertEquals(Path.of("bb"), Files.readSymbolicLink(folder.resolve("current")));
    assertTrue(Files.isDirectory(folder.resolve("aa")));
  }

  @Test
  void what_a_killed_build_left_is_made_anew() throws IOException {
    Store store = new Store(folder);
    Path left = Files.createDirectories(store.begin("aa").resolve("lib"));

    store.begin("aa");

    assertFalse(Files.exists(left));
  }

  @Test
  void old_distributions_go_but_not_the_two_newest_nor_the_current_nor_one_in_use()
      throws IOException {
    Store store = new Store(folder);
    for (String id : List.of("a1", "a2", "a3", "a4", "a5")) {
      Path made = store.begin(id);
      Files.setLastModifiedTime(made, FileTime.from(NOON.plusSeconds(id.charAt(1))));
    }
    store.makeCurrent(folder.resolve("a1"));

    store.removeUnused(List.of("java\0@" + folder.resolve("a2") + "/jvm.options\0Main"));

    for (String kept : List.of("a1", "a2", "a4", "a5")) {
      assertTrue(Files.exists(folder.resolve(kept)), kept);
    }
    assertFalse(Files.exists(folder.resolve("a3")));
  }

  @Test
  void the_stamp_has_the_time_at_which_the_build_began() throws IOException {
    Store store = new Store(folder);

    store.stamp(NOON);
    store.stamp(NOON.plusSeconds(1));

    assertEquals(
        NOON.plusSeconds(1), Files.getLastModifiedTime(folder.resolve("stamp")).toInstant());
  }
}
