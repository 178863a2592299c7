package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/// The same node, again and again.
class CyclesIT {
  private static final int CYCLES = 10;

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void ten_starts_and_stops_leave_ten_sessions_and_nothing_else() throws IOException {
    Path plan = box.plan(Component.good("a"), Component.good("b").needs("a"));
    Set<String> afterTheFirst = new TreeSet<>();
    Set<String> elsewhere = namesIn(Path.of("/tmp"));
    int descriptors = 0;
    for (int i = 1; i <= CYCLES; i++) {
      box.nodectl(Sandbox.startOf(plan, "n")).done();
      long supervisor = settledSupervisor();
      if (i == 1) {
        descriptors = Processes.descriptors(supervisor).size();
      }
      assertEquals(descriptors, Processes.descriptors(supervisor).size(), "in round " + i);
      box.stopAll();
      assertEquals(Set.of(), Set.copyOf(Leftovers.of(box.root())));
      if (i == 1) {
        afterTheFirst = filesBesidesSessions();
      }
    }
    assertEquals(afterTheFirst, filesBesidesSessions());
    assertEquals(CYCLES + 1, namesIn(box.root().resolve("n/sessions")).size(), "and the link");
    Set<String> added = namesIn(Path.of("/tmp"));
    added.removeAll(elsewhere);
    added.removeIf(name -> !name.startsWith("nodectl") && !name.startsWith("hsperfdata"));
    // Somebody may be building another distribution on this machine.
    added.removeIf(name -> name.startsWith("nodectl-training"));
    assertEquals(Set.of(), added, "in /tmp");
  }

  @Test
  void many_status_requests_leave_no_descriptor_open_in_the_supervisor() {
    box.start("n", Component.good("a")).done();
    long supervisor = settledSupervisor();
    box.status("n");
    int before = Processes.descriptors(supervisor).size();
    for (int i = 0; i < CYCLES; i++) {
      box.status("n");
    }
    Eventually.eventually(
        () -> Processes.descriptors(supervisor).size() <= before,
        () -> before + " before, now " + Processes.descriptors(supervisor));
    box.stopAll();
  }

  @Test
  void the_record_is_whole_whenever_it_is_read() throws Exception {
    Path record = box.root().resolve("n/state.json");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    if (readsWhole(record)) {
                      reads.incrementAndGet();
                    }
                    Thread.onSpinWait();
                  }
                });
    AtomicBoolean broken = new AtomicBoolean();
    reader.setUncaughtExceptionHandler((thread, e) -> broken.set(true));
    for (int i = 0; i < 2; i++) {
      box.start("n", Component.good("a")).done();
      box.stopAll();
    }
    over.set(true);
    reader.join();
    assertTrue(reads.get() > 0 && !broken.get());
  }

  /// False if there is none yet; fails if there is a part of one.
  private static boolean readsWhole(Path record) {
    try {
      JsonMapper.shared().readTree(Files.readString(record)).path("state").asString();
      return true;
    } catch (NoSuchFileException notYet) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> filesBesidesSessions() throws IOException {
    try (Stream<Path> files = Files.walk(box.root())) {
      return files
          .map(file -> box.root().relativize(file).toString())
          .filter(name -> !name.contains("sessions/"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// Once it serves metrics a supervisor opens nothing more by itself.
  private long settledSupervisor() {
    Eventually.eventually(
        () -> box.status("n").path("supervisor").path("ports").has("metrics"),
        () -> "no metrics: " + box.status("n"));
    return box.supervisor("n").orElseThrow();
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
