package io.nodectl.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes the output of all children to disk, and may be blocked by it.
final class LogWriter implements AutoCloseable {
  /// Size at which a log file begins anew: with the older one, 32 MiB for each child.
  static final long FILE_LIMIT = 16 << 20;

  /// What the last output gets on its way to disk; a disk that hangs must not hang its parent.
  private static final Duration LAST_WRITES = Duration.ofSeconds(2);

  private static final LogSink END = new LogSink(new LogFile(Path.of(""), 0));

  private final BlockingQueue<LogSink> work = new LinkedBlockingQueue<>();
  private final Thread thread =
      Thread.ofPlatform().name("children-log").daemon().unstarted(this::run);

  void start() {
    thread.start();
  }

  /// A log that begins, or goes on where the file ends.
  LogSink open(Path file) {
    return new LogSink(new LogFile(file, FILE_LIMIT));
  }

  void write(LogSink sink, byte[] bytes) {
    if (sink.offer(bytes)) {
      work.add(sink);
    }
  }

  void close(LogSink sink) {
    if (sink.close()) {
      work.add(sink);
    }
  }

  /// Writes what waits and ends the thread; waits two seconds for that at most.
  @Override
  public void close() {
    work.add(END);
    try {
      thread.join(LAST_WRITES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (LogSink sink = work.take(); sink != END; sink = work.take()) {
        writeOut(sink);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody here interrupts it, so the process is ending
    }
  }

  private static void writeOut(LogSink sink) {
    try {
      sink.writeOut();
    } catch (RuntimeException e) {
      log().error("a log could not be written; the others go on", e);
    }
  }

  // Not a static field: most runs never log, and their start should not pay for it.
  private static Logger log() {
    return LoggerFactory.getLogger(LogWriter.class);
  }
}
