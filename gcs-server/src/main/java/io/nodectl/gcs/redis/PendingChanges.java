package io.nodectl.gcs.redis;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What was changed and not yet committed: the last change of each row.
final class PendingChanges {

  private static final class OfTable {
    final Map<ByteString, ByteString> set = new HashMap<>();
    final Map<ByteString, Boolean> removed = new HashMap<>();
  }

  private final Map<Table<?>, OfTable> byTable = new LinkedHashMap<>();

  void put(Table<?> table, ByteString key, ByteString value) {
    OfTable changes = in(table);
    changes.removed.remove(key);
    changes.set.put(key, value);
  }

  void delete(Table<?> table, ByteString key) {
    OfTable changes = in(table);
    changes.set.remove(key);
    changes.removed.put(key, true);
  }

  /// The value that was set.
  Optional<ByteString> get(Table<?> table, ByteString key) {
    OfTable changes = byTable.get(table);
    return changes == null ? Optional.empty() : Optional.ofNullable(changes.set.get(key));
  }

  boolean isEmpty() {
    return byTable.isEmpty();
  }

  void clear() {
    byTable.clear();
  }

  /// Writes all of it as [RedisScript#COMMIT] wants it.
  ///
  /// @param tables gets each table that has changes
  /// @param words gets what was changed in them
  void write(Consumer<Table<?>> tables, Consumer<byte[]> words) {
    byTable.forEach(
        (table, changes) -> {
          tables.accept(table);
          words.accept(RedisClaim.number(changes.set.size()));
          words.accept(RedisClaim.number(changes.removed.size()));
          changes.set.forEach(
              (key, value) -> {
                words.accept(key.toByteArray());
                words.accept(value.toByteArray());
              });
          changes.removed.keySet().forEach(key -> words.accept(key.toByteArray()));
        });
  }

  private OfTable in(Table<?> table) {
    return byTable.computeIfAbsent(table, _ -> new OfTable());
  }
}
