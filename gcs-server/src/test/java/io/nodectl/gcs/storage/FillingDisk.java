package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Keeps rows in memory, but for the time in which it is full.
public final class FillingDisk implements Storage {

  private final Storage rows = new MemoryStorage();
  private final Semaphore refusals = new Semaphore(0);
  private volatile boolean full;
  private boolean changed;

  /// Nothing can be kept from now on.
  public void fill() {
    full = true;
  }

  /// Everything can be kept again.
  public void empty() {
    full = false;
  }

  /// Waits until something was refused, with others and by itself.
  public void awaitRefusal() throws InterruptedException {
    refusals.acquire(2);
  }

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    return rows.contains(table, key);
  }

  @Override
  public Optional<ByteString> get(Table<?> table, ByteString key) {
    return rows.get(table, key);
  }

  @Override
  public void put(Table<?> table, ByteString key, ByteString value) {
    rows.put(table, key, value);
    changed = true;
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    changed = true;
    return rows.delete(table, key);
  }

  @Override
  public List<Row<ByteString>> scan(Table<?> table, ByteString prefix) {
    return rows.scan(table, prefix);
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return rows.keys(table, prefix);
  }

  @Override
  public void commit() {
    if (full && changed) {
      refusals.release();
      throw new StorageFailed("the disk is full", StorageFailed.Course.PASSING);
    }
    rows.commit();
    changed = false;
  }

  @Override
  public void rollback() {
    rows.rollback();
    changed = false;
  }

  @Override
  public void close() {
    rows.close();
  }
}
