package io.nodectl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;

/// Goes on with a log as it is written, told by the system of each change (inotify(7), by way of
/// the JDK).
final class LogFollower {
  private final Path log;
  private final LogReader reader;

  LogFollower(Path log, LogReader reader) {
    this.log = log;
    this.reader = reader;
  }

  /// Returns when nobody reads the output any more, or the log's folder is removed.
  void follow(LogSink sink) throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(log.getParent());
    try (WatchService watch = log.getFileSystem().newWatchService()) {
      folder.register(
          watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
      boolean wanted = reader.copyTo(sink); // What came before the watch began.
      while (wanted) {
        WatchKey key = watch.take();
        key.pollEvents();
        wanted = reader.copyTo(sink) && key.reset();
      }
    }
  }
}
