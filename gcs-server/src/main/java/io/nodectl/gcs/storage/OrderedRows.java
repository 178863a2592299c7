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
public final class OrderedRows<V> {

  private final NavigableMap<ByteString, V> rows =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());
  private final UndoLog undo;

  /// @param undo gets how to take back each change
  public OrderedRows(UndoLog undo) {
    this.undo = undo;
  }

  /// Whether there is a row of that key.
  public boolean contains(ByteString key) {
    return rows.containsKey(key);
  }

  /// The row of that key.
  public Optional<V> get(ByteString key) {
    return Optional.ofNullable(rows.get(key));
  }

  /// Sets a row, whether there is one of that key or not.
  public void put(ByteString key, V value) {
    remember(key, rows.put(key, value));
  }

  /// Removes a row.
  ///
  /// @return whether it was there
  public boolean delete(ByteString key) {
    V before = rows.remove(key);
    remember(key, before);
    return before != null;
  }

  /// The rows whose keys begin with the prefix, in order.
  public List<Row<V>> scan(ByteString prefix) {
    List<Row<V>> found = new ArrayList<>();
    for (Map.Entry<ByteString, V> entry : rows.tailMap(prefix, true).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.add(new Row<>(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  /// The keys that begin with the prefix, in order.
  public List<ByteString> keys(ByteString prefix) {
    return scan(prefix).stream().map(Row::key).toList();
  }

  private void remember(ByteString key, @Nullable V before) {
    undo.add(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
  }
}
