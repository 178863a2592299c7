package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps the tables as long as the process lives.
final class MemoryStorage implements Storage {

  private static final Comparator<ByteString> ORDER =
      ByteString.unsignedLexicographicalComparator();

  private final Map<Table, NavigableMap<ByteString, ByteString>> tables =
      new EnumMap<>(Table.class);

  /// How to take back each change since the last commit, the latest first.
  private final Deque<Runnable> undo = new ArrayDeque<>();

  MemoryStorage() {
    for (Table table : Table.values()) {
      tables.put(table, new TreeMap<>(ORDER));
    }
  }

  @Override
  public Optional<ByteString> get(Table table, ByteString key) {
    return Optional.ofNullable(in(table).get(key));
  }

  @Override
  public void put(Table table, ByteString key, ByteString value) {
    remember(table, key);
    in(table).put(key, value);
  }

  @Override
  public boolean delete(Table table, ByteString key) {
    remember(table, key);
    return in(table).remove(key) != null;
  }

  @Override
  public List<Row> scan(Table table, ByteString prefix) {
    var rows = new ArrayList<Row>();
    for (Map.Entry<ByteString, ByteString> entry : in(table).tailMap(prefix, true).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      rows.add(new Row(entry.getKey(), entry.getValue()));
    }
    return rows;
  }

  @Override
  public List<ByteString> keys(Table table, ByteString prefix) {
    return scan(table, prefix).stream().map(Row::key).toList();
  }

  @Override
  public void commit() {
    undo.clear();
  }

  @Override
  public void rollback() {
    undo.forEach(Runnable::run);
    undo.clear();
  }

  @Override
  public void close() {}

  private void remember(Table table, ByteString key) {
    NavigableMap<ByteString, ByteString> rows = in(table);
    ByteString before = rows.get(key);
    undo.push(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
  }

  private NavigableMap<ByteString, ByteString> in(Table table) {
    return tables.getOrDefault(table, new TreeMap<>(ORDER));
  }
}
