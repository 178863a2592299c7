package io.nodectl.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sqlite.util.OSInfo;

/// The native code inside the jar of SQLite's driver, one file for each kind of machine.
///
/// It is taken out of the jar, and this machine's is put beside it, since the driver would unpack
/// it into a file of its own at each start of a process.
final class NativeCode {
  private static final String INSIDE = "org/sqlite/native/";
  private static final String NAME = "libsqlitejdbc.so";

  private NativeCode() {}

  static boolean is(ZipEntry entry) {
    return entry.getName().startsWith(INSIDE);
  }

  /// Unpacks this machine's, if the jar has any.
  ///
  /// @param folder made if it is needed
  static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.getEntry(INSIDE + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + NAME);
      if (entry != null) {
        Files.createDirectories(folder);
        try (InputStream code = zip.getInputStream(entry)) {
          Files.copy(code, folder.resolve(NAME));
        }
      }
    }
  }
}
