package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rows that are kept and were asked for or written lately. One thread changes them, any thread
/// reads.
///
/// There are two halves: when the newer one is full the older one is forgotten. So what is in use
/// stays, and no order of use has to be written by those who read.
final class RowCache {

  /// Of each half; keys and values, and what a row takes beside them.
  private static final long HALF_BYTES = 8 << 20;

  private static final int ROW_BYTES = 150;

  /// A row that is larger is not held: it would drive out many.
  private static final int MOST_BYTES = 64 << 10;

  /// Replaced by its only writer alone.
  private volatile Map<ByteString, ByteString> newer = new ConcurrentHashMap<>();

  private volatile Map<ByteString, ByteString> older = new ConcurrentHashMap<>();
  private long newerBytes;

  /// Its value if it is held; empty says nothing. By any thread.
  Optional<ByteString> get(ByteString key) {
    Map<ByteString, ByteString> first = newer;
    @Nullable ByteString value = first.get(key);
    return Optional.ofNullable(value == null ? older.get(key) : value);
  }

  /// A row is kept, as it is.
  void set(ByteString key, ByteString value) {
    remove(key);
    long bytes = (long) key.size() + value.size() + ROW_BYTES;
    if (bytes > MOST_BYTES) {
      return;
    }
    if (newerBytes + bytes > HALF_BYTES) {
      older = newer;
      newer = new ConcurrentHashMap<>();
      newerBytes = 0;
    }
    newer.put(key, value);
    newerBytes += bytes;
  }

  /// A row is gone.
  void remove(ByteString key) {
    ByteString before = newer.remove(key);
    if (before != null) {
      newerBytes -= (long) key.size() + before.size() + ROW_BYTES;
    }
    var _ = older.remove(key);
  }
}
