package io.nodectl.gcs.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinsTest {

  private static final long START = 1000;
  private static final long LATER = START + Pins.AFTER_START_MS;

  private final Pins pins = new Pins(START);

  @Test
  void a_package_is_pinned_as_long_as_the_longest_of_its_pins() {
    assertEquals(LATER + 50, pins.pin("gcs://a", 50, LATER));
    assertEquals(LATER + 90, pins.pin("gcs://a", 90, LATER));
    pins.pin("gcs://a", 10, LATER);
    assertEquals(List.of(), pins.expired(LATER + 89));
    assertEquals(List.of("gcs://a"), pins.expired(LATER + 90));
    assertEquals(List.of(), pins.expired(LATER + 91));
  }

  @Test
  void nothing_goes_while_a_pin_of_the_process_before_may_still_last() {
    pins.pin("gcs://a", 0, START);
    assertEquals(List.of(), pins.expired(LATER - 1));
    assertEquals(List.of("gcs://a"), pins.expired(LATER));
  }

  @Test
  void a_pin_has_an_end() {
    assertEquals(LATER + Pins.LONGEST_MS, pins.pin("gcs://a", Long.MAX_VALUE, LATER));
  }
}
