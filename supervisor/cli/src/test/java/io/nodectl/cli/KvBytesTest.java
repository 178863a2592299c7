package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.node.InvalidInput;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class KvBytesTest {
  private static final ByteString RAW = ByteString.copyFrom(new byte[] {0, (byte) 0xff});

  @Test
  void text_is_shown_as_it_is_and_other_bytes_as_base64() {
    assertEquals("a\\nb \u00e4", KvBytes.shown(ByteString.copyFromUtf8("a\nb \u00e4")));
    assertEquals("base64:AP8=", KvBytes.shown(RAW));
    assertTrue(KvBytes.isText(ByteString.EMPTY));
    assertFalse(KvBytes.isText(ByteString.copyFromUtf8("\u001b[2J")), "it would steer a terminal");
  }

  @Test
  void json_tells_by_the_name_which_of_both_it_is() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    KvBytes.put(json, "key", ByteString.copyFromUtf8("k"));
    KvBytes.put(json, "value", RAW);
    assertEquals("{\"key\":\"k\",\"value_base64\":\"AP8=\"}", json.toString());
  }

  @Test
  void base64_is_read_back() {
    assertEquals(RAW, KvBytes.fromBase64(KvBytes.base64(RAW)));
    assertThrows(InvalidInput.class, () -> KvBytes.fromBase64("%"));
  }
}
