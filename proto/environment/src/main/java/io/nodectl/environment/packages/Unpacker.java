package io.nodectl.environment.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Unpacks archives. All of an archive is looked at before any of it is written: one that would
/// write elsewhere, or has links or devices in it, is refused as a whole.
public final class Unpacker {
  private static final int OWNER_READ_WRITE = 0600;

  /// A file that is larger than its archive says is written no further than this.
  private static final int BUFFER = 64 << 10;

  private final Path folder;
  private final boolean withoutOnlyFolder;
  private final List<List<String>> files = new ArrayList<>();
  private final List<List<String>> folders = new ArrayList<>();
  private long bytes;
  private Optional<String> onlyFolder = Optional.empty();

  private Unpacker(Path folder, boolean withoutOnlyFolder) {
    this.folder = folder;
    this.withoutOnlyFolder = withoutOnlyFolder;
  }

  /// Unpacks an archive.
  ///
  /// @param folder where to; it exists
  /// @param withoutOnlyFolder whether to leave out a folder that everything is in, as Ray 2.60 does
  ///     with archives from elsewhere
  /// @throws BrokenArchive if it cannot be read or must not be unpacked; other failures are the
  ///     disk's
  public static void unpack(Path archive, ArchiveKind kind, Path folder, boolean withoutOnlyFolder)
      throws IOException {
    Archive opened =
        switch (kind) {
          case ZIP, JAR, WHEEL -> new ZipArchive(archive);
          case TAR_GZ, TAR_XZ -> new TarArchive(archive, kind);
        };
    Unpacker unpacker = new Unpacker(folder, withoutOnlyFolder);
    opened.read(unpacker::look);
    unpacker.prepare();
    opened.read(unpacker::write);
  }

  private void look(Archive.Entry entry, InputStream contents) throws IOException {
    List<String> parts = EntryNames.parts(entry.name());
    switch (entry.form()) {
      case FILE -> {
        if (parts.isEmpty()) {
          throw new BrokenArchive("a file in it has no name");
        }
        files.add(parts);
        bytes += entry.size();
      }
      case FOLDER -> folders.add(parts);
      case OTHER ->
          throw new BrokenArchive(
              "'%s' is a link or a device, which could lead outside; nothing of it is used"
                  .formatted(entry.name()));
    }
  }

  private void prepare() throws IOException {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (bytes > room) {
      throw new IOException(
          "No space left on device: %s has room for %d bytes, the package has %d"
              .formatted(folder, room, bytes));
    }
    if (withoutOnlyFolder) {
      onlyFolder = EntryNames.onlyFolder(files, folders);
    }
  }

  private void write(Archive.Entry entry, InputStream contents) throws IOException {
    List<String> parts = EntryNames.parts(entry.name());
    if (onlyFolder.isPresent()) {
      if (EntryNames.isOfMac(parts) || parts.size() <= 1) {
        return;
      }
      parts = parts.subList(1, parts.size());
    }
    Path target = folder;
    for (String part : parts) {
      target = target.resolve(part);
    }
    try {
      if (entry.form() == Archive.Form.FOLDER) {
        Files.createDirectories(target);
      } else {
        writeFile(target, entry, contents);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BrokenArchive("'%s' is in it twice".formatted(entry.name()), e);
    }
  }

  private static void writeFile(Path target, Archive.Entry entry, InputStream contents)
      throws IOException {
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (OutputStream file =
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      long left = entry.size();
      for (int read = contents.read(buffer); read >= 0; read = contents.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new BrokenArchive("'%s' is larger than it says".formatted(entry.name()));
        }
        file.write(buffer, 0, read);
      }
    }
    if (entry.mode() != 0) {
      Files.setPosixFilePermissions(target, permissions(entry.mode() | OWNER_READ_WRITE));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < fromHighest.length; i++) {
      if ((mode >> (fromHighest.length - 1 - i) & 1) != 0) {
        permissions.add(fromHighest[i]);
      }
    }
    return permissions;
  }
}
