package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The disk of this machine.
final class RealDisk implements LogDisk {
  // From errno(3).
  private static final int ENOENT = 2;
  private static final int ENOSPC = 28;
  private static final int EDQUOT = 122;

  @Override
  public Output append(Path file) throws IOException {
    try {
      return opened(file);
    } catch (SystemCallException e) {
      if (e.errno() != ENOENT || file.getParent() == null) {
        throw inWords(e);
      }
    }
    // Somebody removed the folder of a session that goes on.
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      return opened(file);
    } catch (SystemCallException e) {
      throw inWords(e);
    }
  }

  private static Output opened(Path file) {
    Fd fd = Fd.appendTo(file);
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return new RealOutput(file, fd, facts.size(), facts.creationTime().toMillis());
    } catch (IOException removedMeanwhile) {
      return new RealOutput(file, fd, 0, Long.MAX_VALUE);
    }
  }

  private record RealOutput(Path file, Fd fd, long size, long begunMillis) implements Output {
    @Override
    public int write(byte[] bytes, int from, int length) throws IOException {
      int taken;
      try {
        taken = fd.write(bytes, from, length);
      } catch (SystemCallException e) {
        throw inWords(e);
      }
      if (taken <= 0) {
        throw new IOException(file + " takes nothing");
      }
      return taken;
    }

    @Override
    public boolean isInPlace() {
      try {
        Object inode = Files.getAttribute(file, "unix:ino");
        return inode instanceof Number number && number.longValue() == fd.inode();
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() {
      fd.close();
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      return; // There is none.
    }
  }

  @Override
  public List<LogPiece> pieces(Path folder) throws IOException {
    List<LogPiece> pieces = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (isLog(file)) {
          pieces.add(piece(file));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    } catch (NoSuchFileException removedMeanwhile) {
      return pieces;
    }
    return pieces;
  }

  private static boolean isLog(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.endsWith(".log") || name.contains(".log."))
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static LogPiece piece(Path file) throws IOException {
    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
    boolean putAside = !file.toString().endsWith(".log");
    return new LogPiece(file, facts.size(), facts.lastModifiedTime().toMillis(), putAside);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private static IOException inWords(SystemCallException e) {
    return new IOException(
        switch (e.errno()) {
          case ENOSPC -> "no space left on device";
          case EDQUOT -> "disk quota exceeded";
          default -> e.getMessage();
        },
        e);
  }
}
