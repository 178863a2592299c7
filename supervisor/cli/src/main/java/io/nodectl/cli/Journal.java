package io.nodectl.cli;

import io.nodectl.node.NodeFolder;
import io.nodectl.node.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the journals of a node's sessions, line by line, and follows them from one session to the
/// next.
final class Journal {
  private static final int BLOCK = 32 * 1024;

  private final NodeFolder node;
  private final Predicate<String> taker;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Session session;
  private long position;

  /// The journal of that session, and of those after it.
  ///
  /// @param taker gets each whole line, and says whether it wants more
  Journal(NodeFolder node, Session session, Predicate<String> taker) {
    this.node = node;
    this.session = session;
    this.taker = taker;
  }

  /// Reads what is there and was not read yet.
  ///
  /// @return false if nobody wants more
  boolean read() throws IOException {
    try (FileChannel file = FileChannel.open(session.journal())) {
      file.position(position);
      block.clear();
      while (file.read(block) > 0) {
        position = file.position();
        if (!take(block.flip())) {
          return false;
        }
        block.clear();
      }
    } catch (NoSuchFileException notYet) {
      // The session has just begun, or was removed: nothing is there to read.
    }
    return true;
  }

  private boolean take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next != '\n') {
        line.write(next);
      } else if (!taker.test(wholeLine())) {
        return false;
      }
    }
    return true;
  }

  private String wholeLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text;
  }

  /// Goes on with what is written, also in the sessions of later starts, told by the system of each
  /// change (inotify(7), by way of the JDK). Returns when nobody wants more, or the node's folder
  /// is removed.
  void follow() throws IOException, InterruptedException {
    try (WatchService watch = node.path().getFileSystem().newWatchService()) {
      watch(node.sessions(), watch);
      watch(session.folder(), watch);
      while (read() && Files.isDirectory(node.sessions())) {
        Optional<Session> newer = newer();
        if (newer.isPresent()) {
          // What was written to the old one between reading it and looking for a newer one.
          read();
          session = newer.get();
          position = 0;
          line.reset();
          watch(session.folder(), watch);
        } else {
          WatchKey key = watch.take();
          key.pollEvents();
          key.reset();
        }
      }
    }
  }

  private static void watch(Path folder, WatchService watch) throws IOException {
    folder.register(
        watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
  }

  /// The newest session, if that is another one.
  private Optional<Session> newer() throws IOException {
    Path latest = node.latestSession();
    if (Files.notExists(latest)) {
      return Optional.empty();
    }
    Session now = new Session(node.sessions().resolve(Files.readSymbolicLink(latest)));
    return now.folder().getFileName().equals(session.folder().getFileName())
        ? Optional.empty()
        : Optional.of(now);
  }
}
