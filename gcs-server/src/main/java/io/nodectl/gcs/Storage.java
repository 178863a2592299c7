package io.nodectl.gcs;

/// What keeps the tables. For one thread.
///
/// Changes are seen by that thread at once, and kept together by the next [#commit], or not at all.
interface Storage extends Tables, AutoCloseable {

  /// Makes storages.
  @FunctionalInterface
  interface Opener {
    /// Opens it; may block on a disk or a network.
    ///
    /// @throws StorageUnusable if it cannot be used; nothing in it was changed then
    Storage open() throws StorageUnusable;
  }

  /// Keeps all changes since the last one; costs nothing if there were none. When it returns they
  /// outlive this process and the machine's power.
  ///
  /// @throws StorageFailed if they cannot be kept; to be rolled back then
  void commit();

  /// Forgets all changes since the last commit.
  void rollback();

  /// Ends it; changes that were not committed are lost.
  @Override
  void close();
}
