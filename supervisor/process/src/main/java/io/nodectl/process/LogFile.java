package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file that output is appended to; when it is full it becomes the older one, and a new one
/// begins. What the disk refuses is counted, and the gap is marked as soon as it takes something
/// again. For one thread.
final class LogFile implements AutoCloseable {
  private final Path path;
  private final long limit;
  private @Nullable Fd file;
  private long size;
  private long missing;
  private String why = "";

  /// @param limit size in bytes at which a new file begins
  LogFile(Path path, long limit) {
    this.path = path;
    this.limit = limit;
  }

  /// Appends a piece of output, opening the file when it is needed.
  void append(LogChunk chunk) {
    if (chunk.missingBefore() > 0) {
      missing += chunk.missingBefore();
      why = "the disk was too slow";
    }
    int taken = 0;
    try {
      if (missing > 0) {
        write(mark());
        missing = 0;
      }
      taken = write(chunk.bytes());
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
    missing += chunk.bytes().length - taken;
  }

  private byte[] mark() {
    String text = "\n[" + missing + " bytes of output are missing here: " + why + "]\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// @return how many bytes the disk took before it refused; all if it did not
  /// @throws IOException if it took none, with the system's reason
  private int write(byte[] bytes) throws IOException {
    int taken = 0;
    try {
      Fd out = room(bytes.length);
      while (taken < bytes.length) {
        taken += out.write(bytes, taken, bytes.length - taken);
      }
    } catch (SystemCallException e) {
      if (taken == 0) {
        throw new IOException(e.getMessage(), e);
      }
      why = String.valueOf(e.getMessage());
    }
    size += taken;
    return taken;
  }

  private Fd room(int length) throws IOException {
    Fd open = file == null ? open() : file;
    if (size > 0 && size + length > limit) {
      open.close();
      file = null;
      Files.move(path, older(), StandardCopyOption.REPLACE_EXISTING);
      open = open();
    }
    return open;
  }

  private Path older() {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  private Fd open() throws IOException {
    Fd opened = Fd.appendTo(path);
    file = opened;
    size = sizeOnDisk();
    return opened;
  }

  private long sizeOnDisk() throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0; // somebody removed it since: the open file is written to all the same
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
