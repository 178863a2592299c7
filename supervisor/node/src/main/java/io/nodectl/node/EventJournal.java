package io.nodectl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the journal of a session, `events.jsonl`: one JSON object per line for each thing that
/// happened to the node. A thread of its own writes it, which begins when the start is over: until
/// then nothing may hold up the wiring.
final class EventJournal implements StepListener {
  private static final Logger log = LoggerFactory.getLogger(EventJournal.class);

  /// More than a disk that is back after minutes leaves unwritten.
  private static final int MOST_WAITING = 10_000;

  private static final JournalEntry END =
      new JournalEntry(Instant.EPOCH, "end", JournalEntry.Subject.NODE, "");

  private final Path file;
  private final BlockingQueue<JournalEntry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger lost = new AtomicInteger();
  private final Thread writer;
  private boolean warned;

  EventJournal(Session session) {
    this.file = session.journal();
    this.writer = Thread.ofPlatform().daemon().name("journal").unstarted(this::write);
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    JournalEntries.of(event, now, before, step).forEach(this::add);
    if (step.state().phase() != NodePhase.STARTING && writer.getState() == Thread.State.NEW) {
      writer.start();
    }
  }

  /// Adds an entry that no step of the node tells of; from any thread, never blocks.
  void add(JournalEntry entry) {
    if (!waiting.offer(entry)) {
      lost.incrementAndGet();
    }
  }

  private void write() {
    boolean ended = false;
    while (!ended) {
      try {
        List<JournalEntry> batch = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(batch);
        ended = batch.remove(END);
        append(batch);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Opened each time: the folder may be removed and made again while the node runs.
  private void append(List<JournalEntry> batch) {
    StringBuilder lines = new StringBuilder();
    batch.forEach(entry -> lines.append(JsonText.compact(entry.json())).append('\n'));
    try {
      Files.writeString(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      warned = false;
    } catch (IOException e) {
      lost.addAndGet(batch.size());
      if (!warned) {
        warned = true;
        log.warn("events are lost: {}", ProblemException.reason(e));
      }
    }
  }

  /// How many entries were lost because they could not be written.
  int lost() {
    return lost.get();
  }

  /// Writes what is left.
  ///
  /// @param atMost how long a disk that does not answer is waited for
  void close(Duration atMost) throws InterruptedException {
    if (writer.getState() == Thread.State.NEW) {
      writer.start();
    }
    if (waiting.offer(END, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      writer.join(atMost);
    }
  }
}
