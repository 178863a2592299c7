package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class NodeIdTest {

  @Test
  void the_text_form_reads_back_as_the_same_id() {
    NodeId id = NodeId.random();
    assertEquals(56, id.hex().length());
    assertEquals(id, NodeId.fromHex(id.hex()));
    assertEquals(id, NodeId.of(id.bytes()));
  }

  @Test
  void two_random_ids_differ() {
    assertNotEquals(NodeId.random(), NodeId.random());
    assertNotEquals(ClusterId.random(), ClusterId.random());
  }

  @Test
  void any_other_length_is_refused() {
    for (int length : new int[] {0, 1, 27, 29, 56}) {
      ByteString bytes = ByteString.copyFrom(new byte[length]);
      assertThrows(IllegalArgumentException.class, () -> NodeId.of(bytes));
      assertTrue(NodeId.ifWellFormed(bytes).isEmpty());
    }
    assertThrows(IllegalArgumentException.class, () -> NodeId.fromHex("abcd"));
    assertThrows(IllegalArgumentException.class, () -> NodeId.fromHex("zz".repeat(28)));
  }

  @Test
  void an_id_of_ones_only_is_nil() {
    assertTrue(NodeId.fromHex("ff".repeat(28)).isNil());
    assertFalse(NodeId.fromHex("ff".repeat(27) + "fe").isNil());
  }
}
