package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rows of one table as [LiveTables] sees them: what was changed and is not yet kept, then what
/// is held in memory, then what the storage has.
final class CachedRows {

  private final Table<?> table;
  private final Storage storage;
  private final RowCache kept = new RowCache();

  /// Since the last commit; empty for a row that was removed.
  private final Map<ByteString, Optional<ByteString>> changed = new HashMap<>();

  CachedRows(Table<?> table, Storage storage) {
    this.table = table;
    this.storage = storage;
  }

  /// What is kept under that key, if it is held in memory. By any thread.
  Optional<ByteString> peek(ByteString key) {
    return storage.isOurs() ? kept.get(key) : Optional.empty();
  }

  Optional<ByteString> get(ByteString key) {
    Optional<ByteString> change = changed.get(key);
    if (change != null) {
      return change;
    }
    Optional<ByteString> held = kept.get(key);
    if (held.isPresent()) {
      return held;
    }
    Optional<ByteString> read = storage.get(table, key);
    read.ifPresent(value -> kept.set(key, value));
    return read;
  }

  boolean contains(ByteString key) {
    Optional<ByteString> change = changed.get(key);
    return change == null
        ? kept.get(key).isPresent() || storage.contains(table, key)
        : change.isPresent();
  }

  void put(ByteString key, ByteString value) {
    storage.put(table, key, value);
    changed.put(key, Optional.of(value));
  }

  boolean delete(ByteString key) {
    boolean wasThere = storage.delete(table, key);
    changed.put(key, Optional.empty());
    return wasThere;
  }

  /// All changes are kept.
  void committed() {
    changed.forEach(
        (key, change) ->
            change.ifPresentOrElse(value -> kept.set(key, value), () -> kept.remove(key)));
    changed.clear();
  }

  /// None of them is.
  void rolledBack() {
    changed.clear();
  }
}
