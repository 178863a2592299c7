package io.nodectl.gcs.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.TestStores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KvTableTest {

  private static final ByteString DEFAULT = ByteString.EMPTY;
  private static final ByteString OTHER = bytes("other");

  private final KvTable table = new KvTable(TestStores.tables());

  @Test
  void a_put_says_whether_the_key_is_new_and_takes_effect_either_way() {
    assertTrue(table.put(DEFAULT, bytes("k"), bytes("1")));
    assertFalse(table.put(DEFAULT, bytes("k"), bytes("2")));
    assertEquals(Optional.of(bytes("2")), table.get(DEFAULT, bytes("k")));
  }

  @Test
  void a_put_that_must_not_overwrite_leaves_what_is_there() {
    assertTrue(table.putIfAbsent(DEFAULT, bytes("k"), bytes("1")));
    assertFalse(table.putIfAbsent(DEFAULT, bytes("k"), bytes("2")));
    assertEquals(Optional.of(bytes("1")), table.get(DEFAULT, bytes("k")));
  }

  @Test
  void an_empty_value_is_a_value() {
    table.put(DEFAULT, bytes("k"), ByteString.EMPTY);
    assertTrue(table.contains(DEFAULT, bytes("k")));
    assertEquals(Optional.of(ByteString.EMPTY), table.get(DEFAULT, bytes("k")));
    assertFalse(table.put(DEFAULT, bytes("k"), bytes("1")));
  }

  @Test
  void namespaces_do_not_see_each_other() {
    table.put(DEFAULT, bytes("k"), bytes("1"));
    table.put(OTHER, bytes("k"), bytes("2"));
    assertEquals(1, table.delete(DEFAULT, bytes("k")));
    assertEquals(Optional.empty(), table.get(DEFAULT, bytes("k")));
    assertEquals(Optional.of(bytes("2")), table.get(OTHER, bytes("k")));
    assertEquals(List.of(), table.keys(bytes("third"), ByteString.EMPTY));
  }

  @Test
  void a_prefix_finds_its_keys_in_order_and_bytes_count_as_unsigned() {
    ByteString high = ByteString.copyFrom(new byte[] {'a', (byte) 0xff});
    table.put(DEFAULT, bytes("b"), bytes("x"));
    table.put(DEFAULT, high, bytes("x"));
    table.put(DEFAULT, bytes("ab"), bytes("x"));
    table.put(DEFAULT, bytes("a"), bytes("x"));
    assertEquals(List.of(bytes("a"), bytes("ab"), high), table.keys(DEFAULT, bytes("a")));
    assertEquals(4, table.keys(DEFAULT, ByteString.EMPTY).size());
    assertEquals(List.of(), table.keys(DEFAULT, bytes("c")));
  }

  @Test
  void a_deletion_by_prefix_takes_these_keys_and_counts_them() {
    table.put(OTHER, bytes("a"), bytes("x"));
    table.put(OTHER, bytes("ab"), bytes("x"));
    table.put(OTHER, bytes("b"), bytes("x"));
    assertEquals(2, table.deletePrefix(OTHER, bytes("a")));
    assertEquals(0, table.deletePrefix(OTHER, bytes("a")));
    assertEquals(List.of(bytes("b")), table.keys(OTHER, ByteString.EMPTY));
    assertEquals(1, table.deletePrefix(OTHER, ByteString.EMPTY));
    assertEquals(0, table.delete(OTHER, bytes("b")));
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
