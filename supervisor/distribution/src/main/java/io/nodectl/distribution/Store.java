package io.nodectl.distribution;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Comparator.comparing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A checkout's distributions, each in a folder named by its content, and the link to the one in
/// use.
///
/// A folder that is complete never changes: cutting an AOT cache short under a running JVM kills
/// it with SIGBUS. It is made where it will stay, since a cache whose jars have moved costs every
/// JVM 45 ms of its start (JDK 25.0.3), and nothing runs from it before the link leads there.
///
/// @param folder where they lie; made when first needed
record Store(Path folder) {
  private static final String COMPLETE = "complete";
  private static final int KEPT = 2;

  /// Held while distributions are made, linked or removed.
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /// Waits until no other build is at this point.
  Lock lock() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    channel.lock();
    return channel::close;
  }

  /// The distribution of that id, if a build got to its end.
  Optional<Path> find(String id) {
    return Optional.of(folder.resolve(id)).filter(home -> Files.exists(home.resolve(COMPLETE)));
  }

  /// An empty folder for it; what a build that was killed left there is removed.
  Path begin(String id) throws IOException {
    Path home = folder.resolve(id);
    if (Files.exists(home)) {
      Trees.delete(home);
    }
    return Files.createDirectory(home);
  }

  /// From now on the folder never changes.
  void complete(Path distribution) throws IOException {
    Files.createFile(distribution.resolve(COMPLETE));
  }

  void makeCurrent(Path distribution) throws IOException {
    Path link = folder.resolve("current.new");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, distribution.getFileName());
    Files.move(link, folder.resolve("current"), ATOMIC_MOVE);
  }

  /// Removes old distributions, but never the current one, the two newest, or one that a process
  /// was started from.
  void removeUnused(List<String> commandLines) throws IOException {
    Path current = folder.resolve("current").toRealPath();
    List<Path> newestFirst = new ArrayList<>(distributions());
    newestFirst.sort(comparing(Store::modified).reversed());
    for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
      boolean used = commandLines.stream().anyMatch(line -> line.contains(old + "/"));
      if (!used && !old.equals(current)) {
        Trees.delete(old);
      }
    }
  }

  /// Remembers that the current distribution holds every source as it was at that moment.
  void stamp(Instant buildStart) throws IOException {
    Path stamp = folder.resolve("stamp");
    if (!Files.exists(stamp)) {
      Files.createFile(stamp);
    }
    Files.setLastModifiedTime(stamp, FileTime.from(buildStart));
  }

  private List<Path> distributions() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
