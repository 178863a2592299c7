package io.nodectl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a log that may grow, be cut, or be replaced by a new file of the same name while it is
/// read, or that is not there yet.
final class LogReader implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final Path path;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
  private @Nullable SeekableByteChannel file;
  private @Nullable Object identity;

  LogReader(Path path) {
    this.path = path;
  }

  /// Goes to where the last lines begin; a last line without an end counts as one.
  void skipToLast(long lines) throws IOException {
    SeekableByteChannel open = open();
    if (open != null && lines < Long.MAX_VALUE) {
      open.position(startOfLast(open, lines));
    }
  }

  private long startOfLast(SeekableByteChannel open, long lines) throws IOException {
    long left = lines;
    long end = open.size();
    for (long blockEnd = end; blockEnd > 0; blockEnd -= BLOCK) {
      long start = Math.max(0, blockEnd - BLOCK);
      fill(open, start, (int) (blockEnd - start));
      for (int i = buffer.limit() - 1; i >= 0; i--) {
        boolean lineEnds = buffer.get(i) == '\n' && start + i + 1 < end;
        if ((lineEnds && --left == 0) || lines == 0) {
          return lines == 0 ? end : start + i + 1;
        }
      }
    }
    return 0;
  }

  private void fill(SeekableByteChannel open, long start, int length) throws IOException {
    open.position(start);
    buffer.clear().limit(length);
    while (buffer.hasRemaining() && open.read(buffer) >= 0) {
      // Until the block is there: a read may give less.
    }
    buffer.flip();
  }

  /// Copies what is there and was not copied yet.
  ///
  /// @return false if nobody reads the output any more
  boolean copyTo(LogSink sink) throws IOException {
    boolean wanted = copyRest(sink);
    if (wanted && isReplaced()) {
      close();
      wanted = copyRest(sink);
    }
    return wanted;
  }

  private boolean copyRest(LogSink sink) throws IOException {
    SeekableByteChannel open = open();
    if (open == null) {
      return true;
    }
    if (open.size() < open.position()) {
      open.position(0); // It was cut.
    }
    buffer.clear();
    while (open.read(buffer) > 0) {
      if (!sink.take(buffer.array(), buffer.position())) {
        return false;
      }
      buffer.clear();
    }
    return true;
  }

  private boolean isReplaced() throws IOException {
    try {
      return file != null && !Objects.equals(identity, identityOfPath());
    } catch (NoSuchFileException movedAway) {
      return false; // The next one is not there yet.
    }
  }

  private @Nullable Object identityOfPath() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private @Nullable SeekableByteChannel open() throws IOException {
    if (file == null) {
      try {
        file = Files.newByteChannel(path);
        identity = identityOfPath();
      } catch (NoSuchFileException notYet) {
        return null;
      }
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
