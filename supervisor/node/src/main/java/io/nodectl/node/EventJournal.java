package io.nodectl.node;

import java.nio.file.Path;
import java.time.Duration;

/// Keeps the journal of a session, `events.jsonl`: one JSON object per line for each thing that
/// happened to the node. Nothing is written before the start is over: until then nothing may hold
/// up the wiring.
final class EventJournal implements StepListener {
  private final JsonLines lines;
  private final Path file;

  EventJournal(Session session, JsonLines lines) {
    this.file = session.journal();
    this.lines = lines;
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    JournalEntries.of(event, now, before, step).forEach(this::add);
    if (step.state().phase() != NodePhase.STARTING) {
      lines.begin();
    }
  }

  /// Adds one last entry to a session's journal, for a node that has no supervisor any more.
  ///
  /// @param patience how long a disk that does not answer is waited for
  static void close(Session session, JournalEntry entry, Duration patience)
      throws InterruptedException {
    JsonLines lines = new JsonLines();
    new EventJournal(session, lines).add(entry);
    lines.close(patience);
  }

  /// Adds an entry that no step of the node tells of; from any thread, never blocks.
  void add(JournalEntry entry) {
    lines.add(file, entry::json);
  }
}
