package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/// The cluster's state, as the work that is given to a [Store] sees and changes it. All methods
/// throw [StorageFailed] if what keeps it fails.
public interface Tables {

  /// Whether a key is there; does not read its value, which may be large.
  boolean contains(Table<?> table, ByteString key);

  <V> Optional<V> get(Table<V> table, ByteString key);

  /// Sets the value, whether the key is there or not.
  <V> void put(Table<V> table, ByteString key, V value);

  /// Removes a key.
  ///
  /// @return whether it was there
  boolean delete(Table<?> table, ByteString key);

  /// The rows whose keys begin with the prefix, in order; the empty prefix means all.
  <V> List<Row<V>> scan(Table<V> table, ByteString prefix);

  /// The same without the values, which may be large.
  List<ByteString> keys(Table<?> table, ByteString prefix);

  /// How much a table holds; the whole table may be read for it.
  TableSize size(Table<?> table);

  /// All that a table holds, in the order of the keys.
  default <V> List<V> all(Table<V> table) {
    return scan(table, ByteString.EMPTY).stream().map(Row::value).toList();
  }
}
