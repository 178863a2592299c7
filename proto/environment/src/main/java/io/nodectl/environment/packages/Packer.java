package io.nodectl.environment.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Packs files into a zip archive, always the same one for the same files: their times do not get
/// into it.
final class Packer implements AutoCloseable {
  /// The first moment that a zip archive can tell, in milliseconds: 1980-01-01 in any time zone.
  private static final long NO_TIME = 315_619_200_000L;

  private static final int COPY = 64 << 10;

  private final ZipArchiveOutputStream zip;
  private final long largest;
  private long written;

  private Packer(ZipArchiveOutputStream zip, long largest) {
    this.zip = zip;
    this.largest = largest;
  }

  /// Packs files and empty folders.
  ///
  /// @param base what their names are relative to
  /// @param archive is made
  /// @param largest how many bytes the archive may have
  /// @throws TooLarge if it would have more
  static void pack(Path base, List<Path> contents, Path archive, long largest)
      throws IOException, TooLarge {
    try (Packer packer = new Packer(new ZipArchiveOutputStream(archive), largest)) {
      for (Path path : contents) {
        packer.add(path, base.relativize(path).toString());
      }
      packer.zip.finish();
      packer.check();
    }
  }

  private void add(Path path, String name) throws IOException, TooLarge {
    if (Files.isDirectory(path)) {
      if (isEmpty(path) && !name.isEmpty()) {
        zip.putArchiveEntry(entry(path, name + "/", UnixStat.DIR_FLAG));
        zip.closeArchiveEntry();
      }
    } else if (Files.isRegularFile(path)) {
      zip.putArchiveEntry(entry(path, name, UnixStat.FILE_FLAG));
      copy(path);
      zip.closeArchiveEntry();
    }
  }

  private static ZipArchiveEntry entry(Path path, String name, int type) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTime(NO_TIME);
    entry.setUnixMode(type | mode(Files.getPosixFilePermissions(path)));
    return entry;
  }

  /// Of `rwxr-x---` each letter is a bit, the first one the highest.
  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (char each : PosixFilePermissions.toString(permissions).toCharArray()) {
      mode = mode << 1 | (each == '-' ? 0 : 1);
    }
    return mode;
  }

  private void copy(Path file) throws IOException, TooLarge {
    byte[] buffer = new byte[COPY];
    try (var stream = Files.newInputStream(file)) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        zip.write(buffer, 0, read);
        check();
      }
    } catch (NoSuchFileException e) {
      throw new IOException(file + " went away while it was packed", e);
    }
  }

  private void check() throws TooLarge {
    written = zip.getBytesWritten();
    if (written > largest) {
      throw new TooLarge(largest);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /// A package that the cluster does not take.
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;

    TooLarge(long largest) {
      super("the package would have more than %d MiB".formatted(largest >> 20));
    }
  }
}
