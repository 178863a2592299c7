package io.nodectl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Appends lines of JSON to files, on a thread of its own, so that no disk holds up a node.
final class JsonLines {
  private static final Logger log = LoggerFactory.getLogger(JsonLines.class);

  /// More than a disk that is back after minutes leaves unwritten.
  private static final int MOST_WAITING = 10_000;

  private static final Line END = new Line(Path.of(""), JsonNodeFactory.instance::objectNode);

  private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger lost = new AtomicInteger();
  private final Thread writer;
  private boolean warned;

  /// A line and where it goes; its text is made on the writing thread.
  private record Line(Path file, Supplier<ObjectNode> json) {}

  JsonLines() {
    this.writer = Thread.ofPlatform().daemon().name("journal").unstarted(this::write);
  }

  /// Adds a line; from any thread, never blocks.
  void add(Path file, Supplier<ObjectNode> json) {
    if (!waiting.offer(new Line(file, json))) {
      lost.incrementAndGet();
    }
  }

  /// Begins to write, if that has not begun; by one thread only.
  void begin() {
    if (writer.getState() == Thread.State.NEW) {
      writer.start();
    }
  }

  private void write() {
    boolean ended = false;
    while (!ended) {
      try {
        List<Line> batch = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(batch);
        ended = batch.remove(END);
        Map<Path, List<Line>> byFile = new LinkedHashMap<>();
        batch.forEach(
            line -> byFile.computeIfAbsent(line.file(), _ -> new ArrayList<>()).add(line));
        byFile.forEach(this::append);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Opened each time: the folder may be removed and made again while the node runs.
  private void append(Path file, List<Line> batch) {
    StringBuilder text = new StringBuilder();
    batch.forEach(line -> text.append(JsonText.compact(line.json().get())).append('\n'));
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      warned = false;
    } catch (IOException e) {
      lost.addAndGet(batch.size());
      if (!warned) {
        warned = true;
        log.warn("events are lost: {}", ProblemException.reason(e));
      }
    }
  }

  /// How many lines were lost because they could not be written.
  int lost() {
    return lost.get();
  }

  /// Writes what is left.
  ///
  /// @param atMost how long a disk that does not answer is waited for
  void close(Duration atMost) throws InterruptedException {
    begin();
    if (waiting.offer(END, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      writer.join(atMost);
    }
  }
}
