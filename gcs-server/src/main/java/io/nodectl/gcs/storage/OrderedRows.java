package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of one table in memory, each change of which can be taken back.
final class OrderedRows<V> {

  private final NavigableMap<ByteString, V> rows =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final UndoLog undo;

  /// @param undo gets how to take back each change
  OrderedRows(UndoLog undo) {
    this.undo = undo;
  }

  boolean contains(ByteString key) {
    return rows.containsKey(key);
  }

  Optional<V> get(ByteString key) {
    return Optional.ofNullable(rows.get(key));
  }

  void put(ByteString key, V value) {
    remember(key, rows.put(key, value));
  }

  boolean delete(ByteString key) {
    V before = rows.remove(key);
    remember(key, before);
    return before != null;
  }

  List<Row<V>> scan(ByteString prefix) {
    List<Row<V>> found = new ArrayList<>();
    for (Map.Entry<ByteString, V> entry : rows.tailMap(prefix, true).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.add(new Row<>(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  List<ByteString> keys(ByteString prefix) {
    return scan(prefix).stream().map(Row::key).toList();
  }

  private void remember(ByteString key, @Nullable V before) {
    undo.add(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
  }
}
