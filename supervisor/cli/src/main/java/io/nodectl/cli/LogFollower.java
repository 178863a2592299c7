package io.nodectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;
import java.util.Optional;

/// Goes on with the logs of a session as they are written, told by the system of each change
/// (inotify(7), by way of the JDK), until there is a newer session.
final class LogFollower {
  private final Path folder;
  private final LogMerge logs;
  private final Path latest;
  private final Optional<Path> known;

  /// @param folder where the logs are
  /// @param latest the link to the node's newest session
  LogFollower(Path folder, LogMerge logs, Path latest) {
    this.folder = folder;
    this.logs = logs;
    this.latest = latest;
    this.known = target();
  }

  /// Returns when nobody reads the output any more, when the node has a newer session, or when the
  /// node's folder is removed.
  ///
  /// @return the folder of the newer session; empty if it ended for another reason
  Optional<Path> follow(LogSink sink) throws IOException, InterruptedException {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      WatchKey sessions =
          Objects.requireNonNull(latest.getParent())
              .register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      folder.register(
          watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
      boolean wanted = copy(sink); // What came before the watch began.
      while (wanted) {
        Optional<Path> newer = target().filter(target -> !known.equals(Optional.of(target)));
        if (newer.isPresent()) {
          return copyRest(sink) ? newer : Optional.empty();
        }
        WatchKey key = watch.take();
        key.pollEvents();
        // A session may be removed while the next one is awaited.
        boolean isThere = key.reset() || !key.equals(sessions);
        wanted = copy(sink) && isThere;
      }
      return Optional.empty();
    }
  }

  private Optional<Path> target() {
    try {
      return Optional.of(latest.resolveSibling(Files.readSymbolicLink(latest)));
    } catch (IOException | UnsupportedOperationException noLink) {
      return Optional.empty();
    }
  }

  private boolean copy(LogSink sink) throws IOException {
    return logs.copyTo(sink) && sink.flush();
  }

  /// Nothing more will come.
  private boolean copyRest(LogSink sink) throws IOException {
    boolean wanted = logs.copyTo(sink);
    logs.copyRestTo(sink);
    return wanted && sink.flush();
  }
}
