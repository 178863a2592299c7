package io.nodectl.gcs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowCacheTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");

  @Test
  void the_last_value_counts_and_a_removed_row_is_unknown() {
    RowCache cache = new RowCache();
    cache.set(KEY, value(1, 10));
    cache.set(KEY, value(2, 20));
    assertEquals(Optional.of(value(2, 20)), cache.get(KEY));
    cache.remove(KEY);
    assertEquals(Optional.empty(), cache.get(KEY));
  }

  @Test
  void what_was_written_long_ago_is_forgotten_and_memory_stays_bounded() {
    RowCache cache = new RowCache();
    cache.set(KEY, value(1, 10));
    for (int row = 0; row < 2_000; row++) {
      cache.set(ByteString.copyFromUtf8("row " + row), value(row, 10_000));
    }
    assertEquals(Optional.empty(), cache.get(KEY));
    assertTrue(cache.get(ByteString.copyFromUtf8("row 1999")).isPresent());
    assertEquals(Optional.empty(), cache.get(ByteString.copyFromUtf8("row 0")));
  }

  @Test
  void no_older_value_comes_back_from_the_older_half() {
    RowCache cache = new RowCache();
    cache.set(KEY, value(1, 10));
    for (int row = 0; row < 850; row++) {
      cache.set(ByteString.copyFromUtf8("row " + row), value(row, 10_000));
    }
    assertEquals(Optional.of(value(1, 10)), cache.get(KEY));
    cache.set(KEY, value(2, 100_000));
    assertEquals(Optional.empty(), cache.get(KEY));
  }

  private static ByteString value(int first, int size) {
    byte[] bytes = new byte[size];
    bytes[0] = (byte) first;
    return ByteString.copyFrom(bytes);
  }
}
