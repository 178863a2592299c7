package io.nodectl.gcs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");

  @TempDir private Path parent;

  @Test
  void what_was_committed_is_there_again_and_only_its_owner_may_read_it() throws Exception {
    try (Storage storage = file().open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      storage.put(Table.KV, KEY, ByteString.EMPTY);
    }
    try (Storage storage = file().open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
    }
    assertEquals(
        PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(folder()));
  }

  @Test
  void a_commit_is_on_the_disk_before_the_file_is_closed() throws Exception {
    Path copy = parent.resolve("copy");
    try (Storage storage = file().open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      // As after the death of the process: the file and its log, as they are at this moment.
      Files.createDirectory(copy);
      for (String name : new String[] {"gcs.db", "gcs.db-wal"}) {
        Files.copy(folder().resolve(name), copy.resolve(name));
      }
    }
    try (Storage storage = new SqliteFile(copy).open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
    }
  }

  @Test
  void an_empty_file_was_a_store_once_and_is_refused() throws Exception {
    Files.createDirectory(folder());
    Files.createFile(file().file());
    StorageUnusable refused = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refused.getMessage().contains("the file is empty"), refused.getMessage());
    assertEquals(0, Files.size(file().file()));
  }

  @Test
  void what_a_process_left_that_died_before_there_was_a_store_is_none() throws Exception {
    Files.createDirectory(folder());
    Files.createFile(folder().resolve("gcs.db.new"));
    try (Storage storage = file().open()) {
      assertEquals(Optional.empty(), storage.get(Table.KV, KEY));
    }
    assertFalse(Files.exists(folder().resolve("gcs.db.new")));
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws Exception {
    Files.createDirectory(folder());
    byte[] garbage = "not a database, but somebody may want it\n".repeat(500).getBytes(UTF_8);
    Files.write(file().file(), garbage);
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refusal.getMessage().contains("is damaged"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("--fresh"), refusal.getMessage());
    assertEquals(Retry.NO, refusal.retry());
    assertArrayEquals(garbage, Files.readAllBytes(file().file()));
  }

  @Test
  void a_database_with_a_damaged_page_is_refused() throws Exception {
    filled();
    byte[] bytes = Files.readAllBytes(file().file());
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x5a);
    Files.write(file().file(), bytes);
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refusal.getMessage().contains("is damaged"), refusal.getMessage());
    assertArrayEquals(bytes, Files.readAllBytes(file().file()));
  }

  @Test
  void a_database_that_was_cut_short_is_refused() throws Exception {
    filled();
    byte[] bytes = Files.readAllBytes(file().file());
    Files.write(file().file(), Arrays.copyOf(bytes, bytes.length / 2));
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refusal.getMessage().contains("is damaged"), refusal.getMessage());
  }

  @Test
  void a_newer_format_is_refused_with_the_numbers_and_left_alone() throws Exception {
    filled();
    sql("PRAGMA user_version=3");
    byte[] before = Files.readAllBytes(file().file());
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(
        refusal.getMessage().contains("has format 3, and this gcs-server knows formats 1 to 2"),
        refusal.getMessage());
    assertEquals(Retry.NO, refusal.retry());
    assertArrayEquals(before, Files.readAllBytes(file().file()));
  }

  @Test
  void a_store_of_the_first_format_becomes_one_of_the_second_by_its_first_commit()
      throws Exception {
    firstFormat();
    try (Storage storage = file().open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
    }
    assertEquals(List.of("1", "cluster,kv,nodes"), layout());
    try (Storage storage = file().open()) {
      storage.put(Table.JOBS, KEY, KEY);
      storage.commit();
    }
    assertEquals("2", layout().getFirst());
    try (Storage storage = file().open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
      assertEquals(Optional.of(KEY), storage.get(Table.JOBS, KEY));
    }
  }

  @Test
  void a_first_change_that_is_taken_back_leaves_a_store_that_works() throws Exception {
    try (Storage storage = file().open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.rollback();
      assertEquals(Optional.empty(), storage.get(Table.KV, KEY));
      storage.put(Table.WORKERS, KEY, KEY);
      storage.commit();
    }
    try (Storage storage = file().open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.WORKERS, KEY));
    }
  }

  @Test
  void a_database_of_another_program_is_refused() throws Exception {
    Files.createDirectory(folder());
    sql("CREATE TABLE songs(title TEXT)");
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refusal.getMessage().contains("some other program"), refusal.getMessage());
  }

  @Test
  void a_full_disk_refuses_what_would_be_lost_and_what_is_there_is_read_on() throws Exception {
    filled();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file().file())) {
      connection.setAutoCommit(false);
      try (Statement sql = connection.createStatement();
          ResultSet pages = sql.executeQuery("PRAGMA page_count")) {
        // As if the disk had not one page more.
        int full = pages.getInt(1);
        sql.execute("PRAGMA max_page_count=" + full);
      }
      try (Storage storage = new SqliteStorage(connection, new SqliteProblems(file().file()))) {
        ByteString large = ByteString.copyFrom(new byte[100_000]);
        StorageFailed refusal =
            assertThrows(StorageFailed.class, () -> storage.put(Table.KV, KEY, large));
        assertTrue(refusal.getMessage().contains("the disk is full"), refusal::getMessage);
        assertFalse(refusal.isLasting());
        storage.rollback();
        assertEquals(Optional.empty(), storage.get(Table.KV, KEY));
        assertTrue(storage.contains(Table.KV, ByteString.copyFromUtf8("key 7")));
        assertTrue(storage.delete(Table.KV, ByteString.copyFromUtf8("key 7")));
        storage.rollback();
        assertTrue(storage.contains(Table.KV, ByteString.copyFromUtf8("key 7")));
        assertTrue(storage.delete(Table.KV, ByteString.copyFromUtf8("key 7")));
        storage.commit();
      }
    }
  }

  @Test
  void a_log_that_was_cut_short_loses_what_was_not_whole_and_nothing_else() throws Exception {
    Path copy = parent.resolve("copy");
    try (Storage storage = file().open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      long whole = Files.size(folder().resolve("gcs.db-wal"));
      storage.put(Table.KV, KEY, ByteString.EMPTY);
      storage.commit();
      Files.createDirectory(copy);
      Files.copy(folder().resolve("gcs.db"), copy.resolve("gcs.db"));
      byte[] log = Files.readAllBytes(folder().resolve("gcs.db-wal"));
      // In the middle of the frames of the last commit.
      Files.write(copy.resolve("gcs.db-wal"), Arrays.copyOf(log, (int) whole + 100));
    }
    try (Storage storage = new SqliteFile(copy).open()) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
    }
  }

  @Test
  void a_folder_in_the_place_of_the_file_is_refused_and_left_alone() throws Exception {
    Path inside = Files.createDirectories(file().file()).resolve("note");
    Files.writeString(inside, "mine");
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> file().open());
    assertTrue(refusal.getMessage().contains("gcs.db is a folder"), refusal.getMessage());
    assertEquals(Retry.NO, refusal.retry());
    assertEquals("mine", Files.readString(inside));
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Files.createFile(folder());
    StorageUnusable refusal =
        assertThrows(StorageUnusable.class, () -> new SqliteFile(folder().resolve("below")).open());
    assertTrue(refusal.getMessage().contains(folder().toString()), refusal.getMessage());
  }

  /// Several pages.
  private void filled() throws Exception {
    try (Storage storage = file().open()) {
      for (int i = 0; i < 500; i++) {
        storage.put(Table.KV, ByteString.copyFromUtf8("key " + i), KEY.concat(KEY).concat(KEY));
      }
      storage.commit();
    }
  }

  /// As the first release left it.
  private void firstFormat() throws Exception {
    Files.createDirectory(folder());
    sql("PRAGMA application_id=" + SqliteLayout.APPLICATION);
    for (String table : List.of("cluster", "nodes", "kv")) {
      sql("CREATE TABLE " + table + "(key BLOB PRIMARY KEY NOT NULL, value BLOB NOT NULL)");
    }
    sql("INSERT INTO kv VALUES(CAST('key' AS BLOB), CAST('key' AS BLOB))");
    sql("PRAGMA user_version=1");
  }

  /// The format's number, and the names of the tables.
  private List<String> layout() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file().file());
        Statement sql = other.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "SELECT user_version, (SELECT group_concat(name, ',' ORDER BY name)"
                    + " FROM sqlite_schema WHERE type='table') FROM pragma_user_version")) {
      assertTrue(rows.next());
      return List.of(rows.getString(1), rows.getString(2));
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file().file());
        Statement sql = other.createStatement()) {
      sql.execute(statement);
    }
  }

  private SqliteFile file() {
    return new SqliteFile(folder());
  }

  private Path folder() {
    return parent.resolve("data");
  }
}
