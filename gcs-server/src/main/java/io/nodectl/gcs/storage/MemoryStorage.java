package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the tables as long as the process lives.
public final class MemoryStorage implements Storage {

  private final UndoLog undo = new UndoLog();
  private final Map<Table<?>, OrderedRows<ByteString>> tables = new HashMap<>();

  @Override
  public boolean contains(Table<?> table, ByteString key) {
    return in(table).contains(key);
  }

  @Override
  public Optional<ByteString> get(Table<?> table, ByteString key) {
    return in(table).get(key);
  }

  @Override
  public void put(Table<?> table, ByteString key, ByteString value) {
    in(table).put(key, value);
  }

  @Override
  public boolean delete(Table<?> table, ByteString key) {
    return in(table).delete(key);
  }

  @Override
  public List<Row<ByteString>> scan(Table<?> table, ByteString prefix) {
    return in(table).scan(prefix);
  }

  @Override
  public List<ByteString> keys(Table<?> table, ByteString prefix) {
    return in(table).keys(prefix);
  }

  @Override
  public void commit() {
    undo.forget();
  }

  @Override
  public void rollback() {
    undo.rollback();
  }

  @Override
  public void close() {}

  private OrderedRows<ByteString> in(Table<?> table) {
    return tables.computeIfAbsent(table, _ -> new OrderedRows<>(undo));
  }
}
