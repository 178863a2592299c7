package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
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

  /// Keeps all changes since the last one; costs nothing if there were none. When it returns they
  /// outlive this process and the machine's power.
  ///
  /// @throws StorageFailed if they cannot be kept; to be rolled back then
  void commit();

  /// Forgets all changes since the last commit.
  void rollback();

  /// How often it wants a [#commit] although nothing changed, so that it can tell others that it is
  /// in use; empty if it does not need that.
  default Optional<Duration> pulse() {
    return Optional.empty();
  }

  /// Ends it; changes that were not committed are lost.
  @Override
  void close();
}
