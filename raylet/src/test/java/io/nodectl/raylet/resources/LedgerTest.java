package io.nodectl.raylet.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger =
      new Ledger(
          new NodeResources(
              amounts(Map.of("CPU", 40_000L, "GPU", 30_000L, "licence", 10_000L)),
              Map.of("GPU", List.of("0", "1", "10")),
              Map.of()));

  @Test
  void what_is_taken_is_not_free_until_it_is_given_back() {
    Grant grant = take(Map.of("CPU", 25_000L));
    assertEquals(15_000L, ledger.free().of("CPU"));
    assertEquals("CPU: 2 are needed, 1.5 of 4 are free here", whyNotNow(Map.of("CPU", 20_000L)));
    ledger.giveBack(grant);
    assertTrue(ledger.isIdle());
  }

  @Test
  void ten_tenths_are_one() {
    for (int i = 0; i < 40; i++) {
      take(Map.of("CPU", 1_000L));
    }
    assertEquals(0, ledger.free().of("CPU"));
    whyNotNow(Map.of("CPU", 1L));
  }

  @Test
  void what_the_node_has_not_it_will_never_have() {
    assertEquals("this node has no TPU", whyNever(Map.of("TPU", 1L)));
    assertEquals("CPU: 4.5 are needed, this node has 4", whyNever(Map.of("CPU", 45_000L)));
  }

  @Test
  void devices_are_given_by_their_ids_and_the_numbers_count_as_numbers() {
    assertEquals(List.of("0", "1"), take(Map.of("GPU", 20_000L)).devices().get("GPU"));
    assertEquals(List.of("10"), take(Map.of("GPU", 10_000L)).devices().get("GPU"));
  }

  @Test
  void fractions_share_the_fullest_device_on_which_they_fit() {
    assertEquals(List.of("0"), take(Map.of("GPU", 6_000L)).devices().get("GPU"));
    assertEquals(List.of("1"), take(Map.of("GPU", 5_000L)).devices().get("GPU"));
    assertEquals(List.of("0"), take(Map.of("GPU", 4_000L)).devices().get("GPU"));
    assertEquals(List.of("1"), take(Map.of("GPU", 1_000L)).devices().get("GPU"));
  }

  @Test
  void whole_devices_are_not_made_of_parts() {
    take(Map.of("GPU", 6_000L));
    take(Map.of("GPU", 6_000L));
    take(Map.of("GPU", 6_000L));
    assertEquals(
        "GPU: 1 are needed, and what is free here is in parts of several",
        whyNotNow(Map.of("GPU", 10_000L)));
    assertEquals("GPU: 2 are needed, 1.2 of 3 are free here", whyNotNow(Map.of("GPU", 20_000L)));
  }

  @Test
  void what_cannot_be_given_wholly_is_not_given_at_all() {
    whyNever(Map.of("CPU", 10_000L, "GPU", 40_000L));
    take(Map.of("GPU", 30_000L));
    whyNotNow(Map.of("CPU", 10_000L, "GPU", 10_000L));
    assertEquals(40_000L, ledger.free().of("CPU"));
  }

  @Test
  void a_device_that_two_share_comes_back_in_two_parts() {
    Grant one = take(Map.of("GPU", 5_000L));
    Grant other = take(Map.of("GPU", 5_000L));
    ledger.giveBack(one);
    take(Map.of("GPU", 20_000L));
    whyNotNow(Map.of("GPU", 10_000L));
    ledger.giveBack(other);
    assertEquals(List.of("0"), take(Map.of("GPU", 10_000L)).devices().get("GPU"));
  }

  private Grant take(Map<String, Long> wanted) {
    return assertInstanceOf(Ledger.Given.class, ledger.take(amounts(wanted))).grant();
  }

  private String whyNotNow(Map<String, Long> wanted) {
    return assertInstanceOf(Ledger.NotNow.class, ledger.take(amounts(wanted))).why();
  }

  private String whyNever(Map<String, Long> wanted) {
    return assertInstanceOf(Ledger.Never.class, ledger.take(amounts(wanted))).why();
  }

  private static Amounts amounts(Map<String, Long> units) {
    return new Amounts(new TreeMap<>(units));
  }
}
