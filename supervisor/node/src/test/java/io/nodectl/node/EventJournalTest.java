package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EventJournalTest {
  private static final LaunchPlan PAIR =
      Plans.of(Plans.component("store"), Plans.component("worker", Need.wire("store")));
  private static final Moment NOW = new Moment(0, Instant.parse("2026-11-23T05:00:00.1234Z"));

  @TempDir Path folder;

  private static List<String> kinds(NodeState before, NodeEvent event) {
    Supervision.Step step = new Supervision(PAIR).step(before, event, NOW);
    return JournalEntries.of(event, NOW, before, step).stream()
        .map(entry -> entry.kind() + " " + entry.subject().component())
        .toList();
  }

  @Test
  void a_bound_component_is_told_of_and_so_is_whoever_is_told() {
    NodeState before = new NodeDrill(PAIR).begin().launched("store", "worker").state();
    Ports ports = Ports.of("main", new Endpoint("127.0.0.1", 7));

    assertEquals(
        List.of("bound store", "wired worker"),
        kinds(before, new NodeEvent.Bound("store", ports, 0, "")));
  }

  @Test
  void the_end_of_the_start_is_an_entry_of_the_node() {
    NodeState before =
        new NodeDrill(PAIR)
            .begin()
            .launched("store", "worker")
            .bound("store", 1)
            .bound("worker", 2)
            .ready("store")
            .state();

    assertEquals(
        List.of("ready worker", "node-ready "), kinds(before, new NodeEvent.Ready("worker")));
  }

  @Test
  void who_was_asked_to_end_has_stopped_and_who_was_not_has_died() {
    NodeDrill drill =
        new NodeDrill(Plans.of(Plans.component("store"), Plans.component("worker")))
            .begin()
            .launched("store", "worker")
            .ready("store", "worker");
    NodeEvent end = new NodeEvent.Ended(NodeDrill.problem("store", "died"), NodeDrill.KILLED);

    assertTrue(kinds(drill.state(), end).contains("died store"));
    assertTrue(kinds(drill.stop().state(), end).contains("stopped store"));
  }

  @Test
  void every_entry_is_a_line_of_json() throws IOException, InterruptedException {
    JsonLines file = new JsonLines();
    EventJournal journal = new EventJournal(new Session(folder), file);
    NodeState state = new NodeDrill(PAIR).begin().launched("store").state();
    journal.add(
        new JournalEntry(NOW.time(), "died", JournalEntry.Subject.of("store", state), "by itself"));
    journal.add(
        new JournalEntry(NOW.time(), "node-degraded", JournalEntry.Subject.NODE, "one\nis gone"));
    file.close(Duration.ofSeconds(30));

    List<String> lines = Files.readAllLines(folder.resolve("events.jsonl"));
    assertEquals(2, lines.size());
    JsonNode died = JsonText.read(lines.getFirst());
    assertEquals("2026-11-23T05:00:00.123Z", died.path("time").asString());
    assertEquals("store", died.path("component").asString());
    assertEquals(1, died.path("generation").asInt());
    assertTrue(died.path("pid").asLong() > 0);
    assertTrue(JsonText.read(lines.get(1)).path("component").isNull());
  }

  @Test
  void a_folder_that_is_gone_costs_entries_and_nothing_else() throws InterruptedException {
    JsonLines file = new JsonLines();
    EventJournal journal = new EventJournal(new Session(folder.resolve("gone")), file);
    journal.add(new JournalEntry(NOW.time(), "died", JournalEntry.Subject.NODE, ""));
    file.close(Duration.ofSeconds(30));

    assertEquals(1, file.lost());
  }
}
