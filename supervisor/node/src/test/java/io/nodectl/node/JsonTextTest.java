package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "[1,-2,3000000000,-9223372036854775808,0.5,1.0E10,true,false,null]",
        "{\"a\":{\"b\":[{},[[]],{\"c\":null}]},\"d\":\"e\"}",
        "\"quotes \\\" and \\\\ and \\n and \\u0001 and \u00fc and \ud83d\ude00\"",
      })
  void it_reads_and_writes_as_the_mapper_does(String text) {
    JsonNode expected = MAPPER.readTree(text);
    assertEquals(expected, JsonText.read(text));
    assertEquals(expected.toString(), JsonText.compact(expected));
    assertEquals(expected.toPrettyString(), JsonText.pretty(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\"}", "{\"a\":1,}", "[1 2]", "{} {}", "nil", "'a'", "]"})
  void what_is_not_one_value_is_refused(String text) {
    assertThrows(JacksonException.class, () -> JsonText.read(text));
  }

  @Test
  void nothing_is_a_missing_value() {
    assertTrue(JsonText.read(" ").isMissingNode());
  }
}
