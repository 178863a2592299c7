package io.nodectl.gcs.resources;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelSelectorsTest {

  private static final Map<String, String> LABELS = Map.of("zone", "z1", "kind", "big");

  @Test
  void nothing_demanded_matches_everything() {
    assertTrue(matches(Map.of()));
  }

  @Test
  void a_value_must_be_the_same() {
    assertTrue(matches(Map.of("zone", "z1")));
    assertFalse(matches(Map.of("zone", "z2")));
    assertFalse(matches(Map.of("rack", "z1")));
  }

  @Test
  void one_of_several_values_is_enough() {
    assertTrue(matches(Map.of("zone", "in(z2, z1)")));
    assertFalse(matches(Map.of("zone", "in(z2,z3)")));
  }

  @Test
  void what_is_excluded_must_not_be_there() {
    assertFalse(matches(Map.of("zone", "!z1")));
    assertTrue(matches(Map.of("zone", "!z2")));
    assertFalse(matches(Map.of("zone", "!in(z1,z2)")));
    assertTrue(matches(Map.of("rack", "!r1")));
  }

  @Test
  void all_demands_must_hold() {
    assertTrue(matches(Map.of("zone", "z1", "kind", "!small")));
    assertFalse(matches(Map.of("zone", "z1", "kind", "small")));
  }

  private static boolean matches(Map<String, String> selector) {
    return LabelSelectors.match(LABELS, LabelSelectors.of(selector));
  }
}
