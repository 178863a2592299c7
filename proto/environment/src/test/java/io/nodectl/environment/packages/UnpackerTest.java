package io.nodectl.environment.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {
  private static final int LINK = 0120777;
  private static final int PROGRAM = 0100755;

  @TempDir Path folder;
  private Path archive = Path.of("");
  private Path target = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    archive = folder.resolve("archive");
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void files_folders_and_permissions_come_out() throws Exception {
    zip("a/b.sh", PROGRAM, "empty/", 040755);
    unpack(ArchiveKind.ZIP, false);
    assertEquals("a/b.sh", Files.readString(target.resolve("a/b.sh")));
    assertTrue(Files.isExecutable(target.resolve("a/b.sh")));
    assertTrue(Files.isDirectory(target.resolve("empty")));
  }

  @Test
  void the_only_folder_is_left_out_if_that_is_wished() throws Exception {
    zip("top/a", 0, "top/sub/b", 0, "__MACOSX/top/._a", 0);
    unpack(ArchiveKind.ZIP, true);
    assertTrue(Files.exists(target.resolve("sub/b")));
    assertTrue(Files.exists(target.resolve("a")));
    assertFalse(Files.exists(target.resolve("__MACOSX")));
  }

  @Test
  void of_several_folders_none_is_left_out() throws Exception {
    zip("one/a", 0, "two/b", 0);
    unpack(ArchiveKind.ZIP, true);
    assertTrue(Files.exists(target.resolve("one/a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out", "a/../../out", "/out", "..\\out", "C:/out", "a/..", "a\\..\\..\\out"})
  void a_path_that_leads_outside_is_refused_before_anything_is_written(String name)
      throws Exception {
    zip("good", 0, name, 0);
    BrokenArchive refused = assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
    assertTrue(String.valueOf(refused.getMessage()).contains("outside"), refused::toString);
    assertTrue(isEmpty(target));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void a_link_is_refused() throws Exception {
    zip("link", LINK, "link/file", 0);
    BrokenArchive refused = assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
    assertTrue(String.valueOf(refused.getMessage()).contains("link"), refused::toString);
  }

  @Test
  void two_files_of_one_name_are_refused() throws Exception {
    zip("a", 0, "./a", 0);
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
  }

  @Test
  void what_is_no_archive_or_is_cut_off_is_refused() throws Exception {
    Files.writeString(archive, "this is no zip");
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.TAR_GZ, false));
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.TAR_XZ, false));
    zip("a", 0);
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length - 10));
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
  }

  @Test
  void a_file_that_is_damaged_is_refused() throws Exception {
    zip("some-long-name", 0);
    byte[] bytes = Files.readAllBytes(archive);
    // The stored contents stand right behind the header and the name.
    int at = new String(bytes, UTF_8).indexOf("some-long-name") + "some-long-name".length() + 4;
    bytes[at] ^= 1;
    Files.write(archive, bytes);
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.ZIP, false));
  }

  @Test
  void a_tar_comes_out_as_well_and_its_links_do_not() throws Exception {
    tar(false);
    unpack(ArchiveKind.TAR_GZ, true);
    assertEquals("inside", Files.readString(target.resolve("file")));
    tar(true);
    assertThrows(BrokenArchive.class, () -> unpack(ArchiveKind.TAR_GZ, true));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  private void unpack(ArchiveKind kind, boolean withoutOnlyFolder) throws IOException {
    Unpacker.unpack(archive, kind, target, withoutOnlyFolder);
  }

  /// Makes an archive of files that say their own names.
  ///
  /// @param pairs name and mode
  private void zip(Object... pairs) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      zip.setMethod(ZipArchiveEntry.STORED);
      for (int i = 0; i < pairs.length; i += 2) {
        String name = (String) pairs[i];
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode((int) pairs[i + 1]);
        byte[] text = name.endsWith("/") ? new byte[0] : name.getBytes(UTF_8);
        entry.setSize(text.length);
        CRC32 sum = new CRC32();
        sum.update(text);
        entry.setCrc(sum.getValue());
        zip.putArchiveEntry(entry);
        zip.write(text);
        zip.closeArchiveEntry();
      }
    }
  }

  private void tar(boolean withLink) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      TarArchiveEntry entry = new TarArchiveEntry("./top/file");
      entry.setSize(6);
      tar.putArchiveEntry(entry);
      tar.write("inside".getBytes(UTF_8));
      tar.closeArchiveEntry();
      if (withLink) {
        TarArchiveEntry link = new TarArchiveEntry("top/link", TarArchiveEntry.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
  }
}
