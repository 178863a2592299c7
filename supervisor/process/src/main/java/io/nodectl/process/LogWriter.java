package io.nodectl.process;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes the output of all children to disk, and may be blocked by it.
final class LogWriter implements AutoCloseable {
  /// What the last output gets on its way to disk; a disk that hangs must not hang its parent.
  private static final Duration LAST_WRITES = Duration.ofSeconds(2);

  private static final long LOOK_AT_OWN_SECONDS = 60;

  private final LogDisk disk = new RealDisk();
  private final LogBlocks blocks = new LogBlocks();
  private final LogSink end = open(Path.of(""), _ -> {});
  private final BlockingQueue<LogSink> work = new LinkedBlockingQueue<>();
  private final Thread thread =
      Thread.ofPlatform().name("children-log").daemon().unstarted(this::run);
  private volatile @Nullable OwnOutput own;
  private volatile boolean closed;

  void start() {
    thread.start();
  }

  /// A log that begins, or goes on where the file ends.
  ///
  /// @param listener told of output that is lost, on the thread of this object
  LogSink open(Path file, Consumer<Loss> listener) {
    LogShelf shelf = new LogShelf(file, LogRule.USUAL, disk);
    return new LogSink(new LogFile(shelf, InstantSource.system(), listener), blocks);
  }

  /// Looks after this process's own output from now on.
  void keepOwn(Path file) {
    OwnOutput.in(new LogShelf(file, LogRule.USUAL, disk))
        .ifPresent(
            output -> {
              own = output;
              work.add(end); // It wakes up, and ends only when it was closed.
            });
  }

  void write(LogSink sink, byte[] bytes, int length) {
    if (sink.add(bytes, length)) {
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
    closed = true;
    work.add(end);
    try {
      thread.join(LAST_WRITES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long lookedAt = System.nanoTime();
    try {
      while (!(closed && work.isEmpty())) {
        LogSink sink = next();
        if (sink != null && sink != end && writeOut(sink)) {
          work.add(sink);
        }
        if (System.nanoTime() - lookedAt >= TimeUnit.SECONDS.toNanos(LOOK_AT_OWN_SECONDS)) {
          lookedAt = System.nanoTime();
          lookAtOwn();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody here interrupts it, so the process is ending
    }
  }

  private @Nullable LogSink next() throws InterruptedException {
    return own == null ? work.take() : work.poll(LOOK_AT_OWN_SECONDS, TimeUnit.SECONDS);
  }

  private void lookAtOwn() {
    OwnOutput output = own;
    if (output != null) {
      output.look();
    }
  }

  private static boolean writeOut(LogSink sink) {
    try {
      return sink.writeOut();
    } catch (RuntimeException e) {
      log().error("a log could not be written; the others go on", e);
      return false;
    }
  }

  // Not a static field: most runs never log, and their start should not pay for it.
  private static Logger log() {
    return LoggerFactory.getLogger(LogWriter.class);
  }
}
