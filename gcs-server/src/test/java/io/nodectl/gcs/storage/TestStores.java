package io.nodectl.gcs.storage;

import java.nio.file.Path;

/// Stores that are open.
public final class TestStores {

  private TestStores() {}

  /// Empty tables in memory.
  public static Tables tables() {
    return LiveTables.load(new MemoryStorage());
  }

  public static Store inMemory() {
    return open(MemoryStorage::new);
  }

  public static Store on(FillingDisk disk) {
    return open(() -> disk);
  }

  static Store in(Path folder) {
    return open(new SqliteFile(folder));
  }

  static Store open(Storage.Opener opener) {
    var store = new Store(opener);
    store.open(new Failing());
    return store;
  }

  /// Nobody of these tests expects any of it.
  private static final class Failing implements Store.Listener {
    @Override
    public void unusable(StorageUnusable why) {
      throw new AssertionError(why);
    }

    @Override
    public void broke(StorageFailed why) {
      throw new AssertionError(why);
    }
  }
}
