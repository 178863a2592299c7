package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"head", "w1", "a.b-c_d", "9"})
  void a_name_that_is_safe_as_a_folder_is_taken(String name) {
    assertEquals(name, new NodeName(name).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "-x", "a/b", "Head", "a b", "ä"})
  void a_name_that_could_lead_elsewhere_is_refused(String name) {
    assertThrows(InvalidInput.class, () -> new NodeName(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 300})
  void a_name_that_is_too_long_is_refused(int length) {
    assertThrows(InvalidInput.class, () -> new NodeName("a".repeat(length)));
  }
}
