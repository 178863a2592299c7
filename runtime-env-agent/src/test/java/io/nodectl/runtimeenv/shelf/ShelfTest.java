package io.nodectl.runtimeenv.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShelfTest {
  private static final TimeLimit NO_LIMIT = TimeLimit.fromNow(Optional.empty());
  private static final long PLENTY = 1 << 20;

  @TempDir Path folder;

  private final AtomicInteger builds = new AtomicInteger();

  @Test
  void a_thing_is_built_once_and_found_again_also_by_the_next_process() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    Path first = shelf.obtain("a", NO_LIMIT, this::build);
    assertEquals(first, shelf.obtain("a", NO_LIMIT, this::build));
    shelf.release("a");
    shelf.release("a");
    Shelf next = new Shelf(folder, PLENTY);
    assertEquals(first, next.obtain("a", NO_LIMIT, this::build));
    assertEquals(1, builds.get());
    assertEquals(new Shelf.Counts(0, 1, 0), next.counts());
    assertEquals(List.of(new Shelf.Resident("a", 1, 5)), next.residents());
  }

  @Test
  void what_fails_leaves_nothing_and_is_tried_again() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    assertThrows(
        SetupFailed.class,
        () ->
            shelf.obtain(
                "a",
                NO_LIMIT,
                place -> {
                  build(place);
                  throw SetupFailed.forGood("no");
                }));
    assertEquals(List.of(), contents());
    Path _ = shelf.obtain("a", NO_LIMIT, this::build);
  }

  @Test
  void a_build_that_was_cut_off_is_never_used_and_is_put_away() throws Exception {
    Shelf before = new Shelf(folder, PLENTY);
    Path whole = before.obtain("whole", NO_LIMIT, this::build);
    before.release("whole");
    Path half = before.obtain("half", NO_LIMIT, this::build);
    before.release("half");
    for (Path file : files(folder, ".done")) {
      if (Files.readString(file).startsWith("half\n")) {
        Files.delete(file);
      }
    }
    Files.createFile(folder.resolve(half.getFileName() + ".package"));
    Shelf after = new Shelf(folder, PLENTY);
    List<Path> trash = after.open();
    assertEquals(2, trash.size());
    Shelf.remove(trash);
    assertEquals(List.of(whole), contents());
    assertNotEquals(half, after.obtain("half", NO_LIMIT, this::build));
  }

  @Test
  void what_was_built_before_the_machine_was_started_is_not_trusted() throws Exception {
    Shelf before = new Shelf(folder, PLENTY);
    Path old = before.obtain("a", NO_LIMIT, this::build);
    before.release("a");
    for (Path file : files(folder, ".done")) {
      Files.writeString(file, Files.readString(file).replace(Boot.id(), "another-boot"));
    }
    Shelf after = new Shelf(folder, PLENTY);
    assertNotEquals(old, after.obtain("a", NO_LIMIT, this::build));
    assertFalse(Files.exists(old));
  }

  @Test
  void the_longest_unused_goes_when_there_is_too_much_and_nothing_that_is_used() throws Exception {
    Shelf shelf = new Shelf(folder, 10);
    for (String uri : List.of("old", "new", "used")) {
      Path _ = shelf.obtain(uri, NO_LIMIT, this::build);
    }
    shelf.release("old");
    assertEquals(10, shelf.totalBytes());
    shelf.release("new");
    assertEquals(
        List.of("new", "used"),
        shelf.residents().stream().map(Shelf.Resident::uri).sorted().toList());
    assertEquals(5, shelf.evict(0));
    assertEquals(List.of(new Shelf.Resident("used", 1, 5)), shelf.residents());
    assertTrue(shelf.takeAgain("used"));
    assertFalse(shelf.takeAgain("new"));
  }

  @Test
  void what_a_living_process_has_to_do_with_stays_whoever_counts() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    Path place = shelf.obtain("a", NO_LIMIT, this::build);
    Process inside = new ProcessBuilder("sleep", "60").directory(place.toFile()).start();
    try {
      shelf.release("a");
      assertEquals(0, shelf.evict(0));
    } finally {
      inside.destroyForcibly().waitFor();
    }
    assertEquals(5, shelf.evict(0));
  }

  @Test
  void those_who_ask_at_the_same_time_wait_for_one_build() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    CountDownLatch goOn = new CountDownLatch(1);
    List<CompletableFuture<Path>> asked = Stream.of(1, 2, 3).map(_ -> ask(shelf, goOn)).toList();
    goOn.countDown();
    Path place = asked.getFirst().get();
    for (CompletableFuture<Path> each : asked) {
      assertEquals(place, each.get());
    }
    assertEquals(1, builds.get());
    assertEquals(List.of(new Shelf.Resident("a", 3, 5)), shelf.residents());
  }

  @Test
  void who_waits_for_another_one_waits_no_longer_than_its_limit() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Path> first =
        async(
            () ->
                shelf.obtain(
                    "a",
                    NO_LIMIT,
                    place -> {
                      begun.countDown();
                      goOn.await();
                      build(place);
                    }));
    begun.await();
    TimeLimit short_ = TimeLimit.fromNow(Optional.of(Duration.ofMillis(1)));
    assertThrows(SetupFailed.class, () -> shelf.obtain("a", short_, this::build));
    goOn.countDown();
    Path _ = first.get();
  }

  @Test
  void a_folder_that_somebody_removed_is_built_anew() throws Exception {
    Shelf shelf = new Shelf(folder, PLENTY);
    Path place = shelf.obtain("a", NO_LIMIT, this::build);
    shelf.release("a");
    Trees.remove(place);
    assertNotEquals(place, shelf.obtain("a", NO_LIMIT, this::build));
  }

  private CompletableFuture<Path> ask(Shelf shelf, CountDownLatch goOn) {
    return async(
        () ->
            shelf.obtain(
                "a",
                NO_LIMIT,
                place -> {
                  goOn.await();
                  build(place);
                }));
  }

  private interface Task {
    Path run() throws Exception;
  }

  private static CompletableFuture<Path> async(Task task) {
    CompletableFuture<Path> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(task.run());
              } catch (Exception e) {
                result.completeExceptionally(new ExecutionException(e));
              }
            });
    return result;
  }

  private void build(Path place) throws IOException {
    builds.incrementAndGet();
    Files.writeString(place.resolve("file"), "12345");
  }

  /// The folders with things in them.
  private List<Path> contents() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
