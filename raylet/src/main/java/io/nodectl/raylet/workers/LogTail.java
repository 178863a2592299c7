package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads one log from somewhere to its end, and on as it grows. A log is a file and those that were
/// put aside for it, `.1` being the newest of them. For one thread.
final class LogTail implements AutoCloseable {
  private static final int PIECE = 32 * 1024;
  private static final byte[] NOTHING = {};

  private final Path file;
  private final LogStream stream;
  private final Deque<Path> before = new ArrayDeque<>(0);
  private @Nullable SeekableByteChannel open;
  private @Nullable Object openKey;

  /// Where the oldest file that is read is begun.
  private long start;

  LogTail(Path file, LogStream stream) {
    this.file = file;
    this.stream = stream;
  }

  LogStream stream() {
    return stream;
  }

  /// Goes to where it is to be read from.
  ///
  /// @param lines the last so many; 0: all; -1: none
  void begin(long lines) throws IOException {
    if (lines >= 0) {
      for (int number = 1; Files.exists(aside(number)); number++) {
        before.addFirst(aside(number));
      }
    }
    openFile(file);
    SeekableByteChannel newest = open;
    if (newest == null || lines == 0) {
      openOldest();
      return;
    }
    if (lines < 0) {
      newest.position(newest.size());
      return;
    }
    long missing = skipToLast(newest, lines);
    if (missing == 0) {
      before.clear();
    } else {
      begin(missing, newest);
    }
  }

  /// The newest file has not enough lines: older ones are gone through until there are.
  private void begin(long missing, SeekableByteChannel newest) throws IOException {
    newest.position(0);
    long left = missing;
    Deque<Path> wanted = new ArrayDeque<>();
    while (left > 0 && !before.isEmpty()) {
      Path older = before.removeLast();
      wanted.addFirst(older);
      try (SeekableByteChannel channel = Files.newByteChannel(older)) {
        left = skipToLast(channel, left);
        if (left == 0) {
          start = channel.position();
        }
      }
    }
    before.clear();
    before.addAll(wanted);
    openOldest();
  }

  private void openOldest() throws IOException {
    if (!before.isEmpty()) {
      close();
      openFile(before.removeFirst());
      if (open != null) {
        open.position(start);
      }
      start = 0;
    }
  }

  /// Positions a file at the beginning of its last lines.
  ///
  /// @return how many are missing because there are not so many
  private static long skipToLast(SeekableByteChannel channel, long lines) throws IOException {
    long left = lines;
    long end = channel.size();
    byte[] bytes = new byte[PIECE];
    boolean isLastByte = true;
    for (long from = end; from > 0; ) {
      int count = (int) Math.min(PIECE, from);
      from -= count;
      channel.position(from);
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // The file is as long as it was a moment ago, or longer.
      }
      for (int i = count - 1; i >= 0; i--) {
        boolean ends = bytes[i] == '\n' && !isLastByte;
        isLastByte = false;
        if (ends && --left == 0) {
          channel.position(from + i + 1);
          return 0;
        }
      }
    }
    channel.position(0);
    return end == 0 ? left : left - 1;
  }

  /// The next piece; empty if there is nothing more now.
  byte[] next() throws IOException {
    while (true) {
      if (open == null) {
        openFile(file);
      }
      SeekableByteChannel channel = open;
      if (channel == null) {
        return NOTHING;
      }
      ByteBuffer buffer = ByteBuffer.allocate(PIECE);
      if (channel.read(buffer) > 0) {
        return Arrays.copyOf(buffer.array(), buffer.position());
      }
      if (!goOn()) {
        return NOTHING;
      }
    }
  }

  /// Turns to the file after the one that is at its end.
  ///
  /// @return whether there is one
  private boolean goOn() throws IOException {
    if (!before.isEmpty()) {
      close();
      openFile(before.removeFirst());
      return true;
    }
    Object now = keyOf(file);
    if (now != null && !Objects.equals(now, openKey)) {
      close();
      return true;
    }
    return false;
  }

  private void openFile(Path path) throws IOException {
    try {
      openKey = keyOf(path);
      open = Files.newByteChannel(path);
    } catch (NoSuchFileException _) {
      // Nothing was written yet.
      open = null;
    }
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() {
    SeekableByteChannel channel = open;
    open = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException _) {
        // It was only read.
        open = null;
      }
    }
  }
}
