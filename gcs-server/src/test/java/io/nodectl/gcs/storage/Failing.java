package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A storage whose commits fail as long as its disk is full, and are counted.
///
/// @param stuck whether it cannot even forget changes
public record Failing(
    MemoryStorage storage, AtomicBoolean full, AtomicInteger commits, boolean stuck)
    implements Storage {

  Failing(AtomicBoolean full, AtomicInteger commits) {
    this(full, commits, false);
  }

  Failing(AtomicBoolean full, AtomicInteger commits, boolean stuck) {
    this(new MemoryStorage(), full, commits, stuck);
  }

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    return storage.contains(table, key);
  }

  @Override
  public Optional<ByteString> get(Table<?> table, ByteString key) {
    return storage.get(table, key);
  }

  @Override
  public void put(Table<?> table, ByteString key, ByteString value) {
    storage.put(table, key, value);
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    return storage.delete(table, key);
  }

  @Override
  public List<Row<ByteString>> scan(Table<?> table, ByteString prefix) {
    return storage.scan(table, prefix);
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return storage.keys(table, prefix);
  }

  @Override
  public void commit() {
    commits.incrementAndGet();
    if (full.get()) {
      throw new StorageFailed("the disk is full", StorageFailed.Course.PASSING);
    }
    storage.commit();
  }

  @Override
  public void rollback() {
    if (stuck) {
      throw new StorageFailed("there is no way back", StorageFailed.Course.PASSING);
    }
    storage.rollback();
  }

  @Override
  public void close() {
    storage.close();
  }
}
