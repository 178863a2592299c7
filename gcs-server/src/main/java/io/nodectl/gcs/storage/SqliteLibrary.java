package io.nodectl.gcs.storage;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where SQLite's native code is loaded from: the distribution has it unpacked. The driver would
/// otherwise unpack it into the folder of temporary files at each start, and leave it there when
/// the process is killed.
final class SqliteLibrary {

  private static final String NAME = "libsqlitejdbc.so";

  private SqliteLibrary() {}

  /// Takes effect if the driver was not used yet.
  static void prefer() {
    String distribution = System.getProperty("nodectl.dist");
    if (distribution == null) {
      return;
    }
    Path folder = Path.of(distribution, "native");
    if (Files.exists(folder.resolve(NAME))) {
      System.setProperty("org.sqlite.lib.path", folder.toString());
      System.setProperty("org.sqlite.lib.name", NAME);
      // It looks there for what earlier processes may have left.
      System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
  }
}
