package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables over what keeps them: rows are read and written as what they are, and those of
/// resident tables are in memory too. For one thread, but for [#peek].
final class LiveTables implements Tables {

  private final Storage storage;
  private final UndoLog undo = new UndoLog();
  private final Map<Table<?>, OrderedRows<?>> residents = new HashMap<>();

  /// Not changed once it is made.
  private final Map<Table<?>, CachedRows> cached = new HashMap<>();

  private LiveTables(Storage storage) {
    this.storage = storage;
    Table.all().stream()
        .filter(Table::isCached)
        .forEach(table -> cached.put(table, new CachedRows(table, storage)));
  }

  /// Reads all rows of the resident tables.
  ///
  /// @throws StorageFailed if one of them cannot be read
  static LiveTables load(Storage storage) {
    LiveTables tables = new LiveTables(storage);
    Table.all().stream().filter(Table::isResident).forEach(tables::loadRows);
    tables.undo.forget();
    return tables;
  }

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    CachedRows rows = cached.get(table);
    if (rows != null) {
      return rows.contains(key);
    }
    return table.isResident() ? resident(table).contains(key) : storage.contains(table, key);
  }

  @Override
  public <V> Optional<V> get(Table<V> table, ByteString key) {
    CachedRows rows = cached.get(table);
    if (rows != null) {
      return rows.get(key).map(value -> table.parse(key, value));
    }
    return table.isResident()
        ? resident(table).get(key)
        : storage.get(table, key).map(value -> table.parse(key, value));
  }

  @Override
  public <V> void put(Table<V> table, ByteString key, V value) {
    CachedRows rows = cached.get(table);
    if (rows != null) {
      rows.put(key, table.write(value));
    } else if (table.isKept()) {
      storage.put(table, key, table.write(value));
    }
    if (table.isResident()) {
      resident(table).put(key, value);
    }
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    CachedRows rows = cached.get(table);
    if (rows != null) {
      return rows.delete(key);
    }
    boolean wasThere = table.isResident() && resident(table).delete(key);
    return table.isKept() ? storage.delete(table, key) : wasThere;
  }

  @Override
  public <V> List<Row<V>> scan(Table<V> table, ByteString prefix) {
    return table.isResident()
        ? resident(table).scan(prefix)
        : storage.scan(table, prefix).stream()
            .map(row -> new Row<>(row.key(), table.parse(row.key(), row.value())))
            .toList();
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return table.isResident() ? resident(table).keys(prefix) : storage.keys(table, prefix);
  }

  @Override
  public TableSize size(Table<?> table) {
    return storage.size(table);
  }

  /// As [Storage#copyTo].
  void copyTo(SqliteFile copy) throws StorageUnusable {
    storage.copyTo(copy);
  }

  /// A row as it is kept, if it is held in memory; empty says nothing. By any thread.
  <V> Optional<V> peek(Table<V> table, ByteString key) {
    CachedRows rows = cached.get(table);
    return rows == null ? Optional.empty() : rows.peek(key).map(value -> table.parse(key, value));
  }

  /// Keeps all changes since the last one, as [Storage#commit].
  void commit() {
    storage.commit();
    undo.forget();
    cached.values().forEach(CachedRows::committed);
  }

  /// How often [#commit] is to be called although nothing changed, as [Storage#pulse].
  Optional<Duration> pulse() {
    return storage.pulse();
  }

  /// Forgets all changes since the last commit.
  void rollback() {
    undo.rollback();
    cached.values().forEach(CachedRows::rolledBack);
    storage.rollback();
  }

  private <V> void loadRows(Table<V> table) {
    OrderedRows<V> rows = new OrderedRows<>(undo);
    storage
        .scan(table, ByteString.EMPTY)
        .forEach(row -> rows.put(row.key(), table.parse(row.key(), row.value())));
    residents.put(table, rows);
  }

  /// A table's rows are put into the map by [#loadRows] and here alone, so they are of its kind.
  @SuppressWarnings("unchecked")
  private <V> OrderedRows<V> resident(Table<V> table) {
    OrderedRows<?> rows = residents.get(table);
    if (rows == null) {
      if (table.isKept()) {
        throw new IllegalStateException("the table " + table + " was not loaded");
      }
      rows = new OrderedRows<V>(undo);
      residents.put(table, rows);
    }
    return (OrderedRows<V>) rows;
  }
}
