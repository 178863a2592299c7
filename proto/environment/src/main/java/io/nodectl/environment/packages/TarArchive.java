package io.nodectl.environment.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// A compressed tar archive.
///
/// @param file the archive
/// @param kind how it is compressed
record TarArchive(Path file, ArchiveKind kind) implements Archive {
  private static final int PERMISSIONS = 0777;

  @Override
  public void read(Visitor visitor) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(decompressed())) {
      for (TarArchiveEntry each = next(tar); each != null; each = next(tar)) {
        Entry entry =
            new Entry(each.getName(), form(each), each.getSize(), each.getMode() & PERMISSIONS);
        visitor.visit(entry, new ReadArchive(tar, each.getName()));
      }
    }
  }

  private InputStream decompressed() throws IOException {
    InputStream compressed = new BufferedInputStream(Files.newInputStream(file));
    try {
      return kind == ArchiveKind.TAR_XZ
          ? new XZCompressorInputStream(compressed)
          : new GZIPInputStream(compressed);
    } catch (IOException e) {
      compressed.close();
      throw new BrokenArchive(
          "it is no %s archive: %s".formatted(kind.ending(), e.getMessage()), e);
    }
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IOException e) {
      throw new BrokenArchive("it is damaged: " + e.getMessage(), e);
    }
  }

  private static Form form(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return Form.FOLDER;
    }
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() ? Form.FILE : Form.OTHER;
  }
}
