package io.nodectl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/// Goes on with the logs of a folder as they are written, told by the system of each change
/// (inotify(7), by way of the JDK).
final class LogFollower {
  private final Path folder;
  private final LogMerge logs;

  LogFollower(Path folder, LogMerge logs) {
    this.folder = folder;
    this.logs = logs;
  }

  /// Returns when nobody reads the output any more, or the folder is removed.
  void follow(LogSink sink) throws IOException, InterruptedException {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(
          watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
      boolean wanted = copy(sink); // What came before the watch began.
      while (wanted) {
        WatchKey key = watch.take();
        key.pollEvents();
        wanted = copy(sink) && key.reset();
      }
    }
  }

  private boolean copy(LogSink sink) throws IOException {
    return logs.copyTo(sink) && sink.flush();
  }
}
