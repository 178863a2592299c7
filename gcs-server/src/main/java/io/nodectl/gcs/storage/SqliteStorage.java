package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the tables in an SQLite file, one SQL table each. [SqliteFile] opens it.
final class SqliteStorage implements Storage {

  private final Connection connection;
  private final SqliteProblems problems;

  /// Prepared when first needed, by their text.
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /// Whether there is anything to commit; what the opening made is.
  private boolean changed = true;

  /// @param connection without auto-commit
  SqliteStorage(Connection connection, SqliteProblems problems) {
    this.connection = connection;
    this.problems = problems;
  }

  /// The statement that makes a table. Its rows are apart from the index of its keys, so that
  /// listing keys does not read their values.
  static String creation(Table<?> table) {
    return "CREATE TABLE " + table.label() + "(key BLOB PRIMARY KEY NOT NULL, value BLOB NOT NULL)";
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    return query("SELECT 1 FROM " + table.label() + " WHERE key = ?", ResultSet::next, key);
  }

  @Override
  public Optional<ByteString> get(Table<?> table, ByteString key) {
    return query(
        "SELECT value FROM " + table.label() + " WHERE key = ?",
        rows -> rows.next() ? Optional.of(bytes(rows, 1)) : Optional.empty(),
        key);
  }

  @Override
  public void put(Table<?> table, ByteString key, ByteString value) {
    var _ =
        update(
            "INSERT INTO "
                + table.label()
                + " VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            key,
            value);
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    return update("DELETE FROM " + table.label() + " WHERE key = ?", key) > 0;
  }

  @Override
  public List<Row<ByteString>> scan(Table<?> table, ByteString prefix) {
    return range("key, value", table, prefix, rows -> new Row<>(bytes(rows, 1), bytes(rows, 2)));
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return range("key", table, prefix, rows -> bytes(rows, 1));
  }

  @Override
  public TableSize size(Table<?> table) {
    return query(
        "SELECT count(*), total(length(key) + length(value)) FROM " + table.label(),
        rows ->
            rows.next() ? new TableSize(rows.getLong(1), rows.getLong(2)) : new TableSize(0, 0));
  }

  /// Cheaper than row by row, and smaller than the file itself.
  @Override
  public void copyTo(SqliteFile copy) {
    try {
      connection.commit();
      // It is refused while one of them is not at its end, which a prepared one need not be.
      closeStatements();
      connection.setAutoCommit(true);
      try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, copy.file().toString());
        vacuum.execute();
      } finally {
        connection.setAutoCommit(false);
      }
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  /// Who only asked has not to wait for the end of a transaction.
  @Override
  public void commit() {
    if (!changed) {
      return;
    }
    try {
      connection.commit();
      changed = false;
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  /// What the opening made is not kept before the first commit, so it is made again.
  @Override
  public void rollback() {
    try (Statement sql = connection.createStatement()) {
      rollBackUnlessDone(sql);
      SqliteLayout.complete(sql);
      changed = true;
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  /// When a disk is full SQLite may have rolled back by itself, and then refuses to do so again
  /// (https://sqlite.org/lang_transaction.html, 3). The driver then has not begun the next one.
  private void rollBackUnlessDone(Statement sql) throws SQLException {
    try {
      connection.rollback();
    } catch (SQLException e) {
      if (!SqliteProblems.saysThatNothingIsOpen(e)) {
        throw e;
      }
      sql.execute("BEGIN");
    }
  }

  /// Closing folds the log into the file, which is what keeps the next opening short.
  @Override
  public void close() {
    try {
      closeStatements();
      connection.close();
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  private void closeStatements() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  private <T> List<T> range(String columns, Table<?> table, ByteString prefix, Reading<T> reading) {
    String from = "SELECT " + columns + " FROM " + table.label() + " WHERE key >= ?";
    Reading<List<T>> all =
        rows -> {
          List<T> list = new ArrayList<>();
          while (rows.next()) {
            list.add(reading.of(rows));
          }
          return list;
        };
    return KeyRange.end(prefix)
        .map(end -> query(from + " AND key < ? ORDER BY key", all, prefix, end))
        .orElseGet(() -> query(from + " ORDER BY key", all, prefix));
  }

  private <T> T query(String sql, Reading<T> reading, ByteString... parameters) {
    try (ResultSet rows = with(sql, parameters).executeQuery()) {
      return reading.of(rows);
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  private int update(String sql, ByteString... parameters) {
    changed = true;
    try {
      return with(sql, parameters).executeUpdate();
    } catch (SQLException e) {
      throw problems.failed(e);
    }
  }

  private PreparedStatement with(String sql, ByteString... parameters) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setBytes(i + 1, Bytes.of(parameters[i]));
    }
    return statement;
  }

  /// An empty BLOB is read as null. The driver keeps no hold of the array it makes.
  private static ByteString bytes(ResultSet rows, int column) throws SQLException {
    byte @Nullable [] bytes = rows.getBytes(column);
    return bytes == null ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(bytes);
  }
}
