package io.nodectl.gcs.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResourcesTest {

  @Test
  void fractions_add_up_exactly() {
    Resources tenth = Resources.of(Map.of("CPU", 0.1));
    assertEquals(Resources.of(Map.of("CPU", 0.3)), tenth.plus(tenth).plus(tenth));
  }

  @Test
  void what_is_taken_away_entirely_is_not_there_any_more() {
    Resources two = Resources.of(Map.of("CPU", 2.0, "GPU", 1.0));
    assertEquals(Resources.of(Map.of("GPU", 1.0)), two.minus(Resources.of(Map.of("CPU", 2.0))));
  }

  @Test
  void a_demand_is_covered_if_each_of_its_amounts_is() {
    Resources here = Resources.of(Map.of("CPU", 2.0, "GPU", 1.0));
    assertTrue(here.cover(Resources.of(Map.of("CPU", 2.0))));
    assertFalse(here.cover(Resources.of(Map.of("CPU", 1.0, "GPU", 1.5))));
    assertFalse(here.cover(Resources.of(Map.of("TPU", 0.5))));
  }

  @Test
  void zeros_and_what_is_no_number_count_as_nothing() {
    assertTrue(Resources.of(Map.of("CPU", 0.0, "GPU", Double.NaN)).isEmpty());
  }
}
