package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What keeps the tables: bytes under bytes. For one thread. All methods but `close` throw
/// [StorageFailed] if a disk or a network fails.
///
/// Changes are seen by that thread at once, and kept together by the next [#commit], or not at all.
public interface Storage extends AutoCloseable {

  /// Makes storages.
  @FunctionalInterface
  interface Opener {
    /// Opens it; may block on a disk or a network.
    ///
    /// @throws StorageUnusable if it cannot be used; nothing in it was changed then
    Storage open() throws StorageUnusable;

    /// Where files may lie that are of use for a moment only, as large as all that is kept.
    default Path scratch() {
      return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }
  }

  /// Whether a key is there; does not read its value, which may be large.
  boolean contains(Table<?> table, ByteString key);

  Optional<ByteString> get(Table<?> table, ByteString key);

  /// Sets the value, whether the key is there or not.
  void put(Table<?> table, ByteString key, ByteString value);

  /// Removes a key.
  ///
  /// @return whether it was there
  boolean delete(Table<?> table, ByteString key);

  /// The rows whose keys begin with the prefix, in order; the empty prefix means all.
  List<Row<ByteString>> scan(Table<?> table, ByteString prefix);

  /// The same without the values, which may be large.
  List<ByteString> keys(Table<?> table, ByteString prefix);

  /// How much a table holds; reads all of it where there is no quicker way.
  default TableSize size(Table<?> table) {
    List<ByteString> keys = keys(table, ByteString.EMPTY);
    long bytes = 0;
    for (ByteString key : keys) {
      bytes += key.size() + get(table, key).map(ByteString::size).orElse(0);
    }
    return new TableSize(keys.size(), bytes);
  }

  /// Writes all that is committed into a new store. There must be no changes that are not
  /// committed.
  ///
  /// @throws StorageUnusable if that cannot be written
  default void copyTo(SqliteFile copy) throws StorageUnusable {
    try (Storage into = copy.open()) {
      StoreCopy.copy(this, into);
    }
  }

  /// Keeps all changes since the last one; costs nothing if there were none. When it returns they
  /// outlive this process and the machine's power.
  ///
  /// @throws StorageFailed if they cannot be kept; to be rolled back then
  void commit();

  /// Forgets all changes since the last commit.
  void rollback();

  /// Whether nobody else can have changed anything by now; any thread may ask.
  default boolean isOurs() {
    return true;
  }

  /// How often it wants a [#commit] although nothing changed, so that it can tell others that it is
  /// in use; empty if it does not need that.
  default Optional<Duration> pulse() {
    return Optional.empty();
  }

  /// Ends it; changes that were not committed are lost.
  @Override
  void close();
}
