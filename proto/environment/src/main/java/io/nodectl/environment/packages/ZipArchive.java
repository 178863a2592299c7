package io.nodectl.environment.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// A zip archive. What counts is its directory at the end, which also tells of links and
/// permissions.
///
/// @param file the archive
record ZipArchive(Path file) implements Archive {
  @Override
  public void read(Visitor visitor) throws IOException {
    try (ZipFile zip = open()) {
      for (ZipArchiveEntry each : Collections.list(zip.getEntriesInPhysicalOrder())) {
        visit(zip, each, visitor);
      }
    }
  }

  private ZipFile open() throws IOException {
    try {
      return ZipFile.builder().setPath(file).get();
    } catch (IOException e) {
      throw new BrokenArchive("it is no zip archive: " + e.getMessage(), e);
    }
  }

  private static void visit(ZipFile zip, ZipArchiveEntry each, Visitor visitor) throws IOException {
    Entry entry = new Entry(each.getName(), form(each), each.getSize(), permissions(each));
    if (entry.form() != Form.FILE) {
      visitor.visit(entry, InputStream.nullInputStream());
      return;
    }
    if (!zip.canReadEntryData(each)) {
      throw new BrokenArchive(
          each.getName() + " is encrypted, or compressed in a way that is not known here");
    }
    CRC32 sum = new CRC32();
    ReadArchive contents =
        new ReadArchive(new CheckedInputStream(zip.getInputStream(each), sum), each.getName());
    visitor.visit(entry, contents);
    if (contents.wasRead() && sum.getValue() != each.getCrc()) {
      throw new BrokenArchive(each.getName() + " is damaged: its checksum is wrong");
    }
  }

  private static Form form(ZipArchiveEntry entry) {
    int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
    if (entry.isDirectory() || type == UnixStat.DIR_FLAG) {
      return Form.FOLDER;
    }
    return type == 0 || type == UnixStat.FILE_FLAG ? Form.FILE : Form.OTHER;
  }

  private static int permissions(ZipArchiveEntry entry) {
    return entry.getUnixMode() & UnixStat.PERM_MASK;
  }
}
