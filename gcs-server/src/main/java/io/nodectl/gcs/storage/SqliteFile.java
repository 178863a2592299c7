package io.nodectl.gcs.storage;

import io.nodectl.handshake.Retry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/// Opens a storage in a folder: the database `gcs.db`, with its write-ahead log beside it.
///
/// A commit returns when the log is on the disk (`synchronous=FULL`). Only one process has the
/// file, for as long as it is open. A file is first looked at and changed only if it is ours.
///
/// @param folder made if it is not there
public record SqliteFile(Path folder) implements Storage.Opener {

  /// A damaged page elsewhere is found when it is read. To look at each takes 1 ms/MB.
  private static final long CHECKED_BYTES = 8 << 20;

  /// A log that had to be longer is cut to this when it is folded into the file.
  private static final int LOG_BYTES = 4 << 20;

  /// The database itself.
  public Path file() {
    return folder.resolve("gcs.db");
  }

  @Override
  public Path scratch() {
    return folder;
  }

  @Override
  public Storage open() throws StorageUnusable {
    return open(new SqliteProblems(file()), CHECKED_BYTES);
  }

  /// Opens what was copied here from elsewhere, and looks at every page of it.
  ///
  /// @param original what to speak of if it is of no use
  /// @param remedy what to do then
  public Storage openCopy(Path original, String remedy) throws StorageUnusable {
    return open(new SqliteProblems(original, remedy), Long.MAX_VALUE);
  }

  private Storage open(SqliteProblems problems, long checkedBytes) throws StorageUnusable {
    SqliteLibrary.prefer();
    makeFolder();
    beWritable();
    begin(problems);
    Connection connection = connect(file(), problems);
    boolean usable = false;
    try {
      prepare(connection, problems, checkedBytes);
      usable = true;
      return new SqliteStorage(connection, problems);
    } catch (SQLException e) {
      throw problems.unusable(e);
    } finally {
      if (!usable) {
        abandon(connection);
      }
    }
  }

  private void makeFolder() throws StorageUnusable {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new StorageUnusable(
          "the folder %s for the cluster's state cannot be made (%s). Name another one by --data-dir."
              .formatted(folder, e.getMessage()),
          Retry.NO);
    }
  }

  /// SQLite's own words for these name neither what is wrong nor a remedy.
  private void beWritable() throws StorageUnusable {
    if (Files.isDirectory(file())) {
      throw new StorageUnusable(
          "%s is a folder, and the cluster's state is a file of that name. Move it away, or name another place by --data-dir."
              .formatted(file()),
          Retry.NO);
    }
    for (Path each : List.of(folder, file())) {
      if (Files.exists(each) && !Files.isWritable(each)) {
        throw new StorageUnusable(
            "this user may not write %s, where the cluster's state is. Give it to the user (chown, chmod), or name another place by --data-dir."
                .formatted(each),
            Retry.NO);
      }
    }
  }

  /// A new database gets its name with its first page on the disk: one that is found empty had more
  /// once, and is none to begin with.
  private void begin(SqliteProblems problems) throws StorageUnusable {
    if (Files.exists(file())) {
      if (file().toFile().length() == 0) {
        throw problems.damagedBecause("the file is empty");
      }
      return;
    }
    Path young = folder.resolve("gcs.db.new");
    try (Connection connection = connect(young, problems);
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA locking_mode=EXCLUSIVE");
      try (ResultSet _ = sql.executeQuery("PRAGMA journal_mode=WAL")) {
        // Writes the first page.
      }
    } catch (SQLException e) {
      throw problems.unusable(e);
    }
    try {
      Files.move(young, file());
    } catch (FileAlreadyExistsException | NoSuchFileException _) {
      // Another process began at the same time, and one of the two will find it used.
    } catch (IOException e) {
      throw new StorageUnusable(
          "%s cannot get its name (%s).".formatted(file(), e.getMessage()), Retry.YES);
    }
  }

  /// Not by DriverManager, which looks for drivers in every jar.
  private static Connection connect(Path file, SqliteProblems problems) throws StorageUnusable {
    try {
      return new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), new Properties());
    } catch (SQLException e) {
      throw problems.unusable(e);
    }
  }

  private void prepare(Connection connection, SqliteProblems problems, long checkedBytes)
      throws SQLException, StorageUnusable {
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA locking_mode=EXCLUSIVE");
      SqliteLayout.check(sql, problems);
      if (file().toFile().length() <= checkedBytes) {
        look(sql, problems);
      }
      try (ResultSet _ = sql.executeQuery("PRAGMA journal_mode=WAL")) {
        // Answers which mode it is in now.
      }
      sql.execute("PRAGMA synchronous=FULL");
      sql.execute("PRAGMA journal_size_limit=" + LOG_BYTES);
      connection.setAutoCommit(false);
      SqliteLayout.complete(sql);
    }
  }

  private static void look(Statement sql, SqliteProblems problems)
      throws SQLException, StorageUnusable {
    try (ResultSet result = sql.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = result.next() ? result.getString(1) : "no verdict";
      if (!verdict.equals("ok")) {
        throw problems.damagedBecause(verdict);
      }
    }
  }

  private static void abandon(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // What is thrown already says what is wrong with the file.
    }
  }
}
