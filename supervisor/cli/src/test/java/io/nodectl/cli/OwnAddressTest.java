package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.1, 127.0.0.1",
    "127.0.0.9, 127.0.0.9",
    "::ffff:127.0.0.1, 127.0.0.1",
    "[::1], ::1",
    "0:0:0:0:0:0:0:1, ::1",
  })
  void an_address_of_this_machine_is_told_in_its_one_form(String text, String expected) {
    assertEquals(expected, OwnAddress.check(text));
  }

  /// A machine of a test may have no route at all.
  @Test
  void the_routed_address_is_one_of_this_machine_that_others_may_reach() {
    RoutedAddress.find()
        .ifPresent(
            address -> {
              assertEquals(address, OwnAddress.check(address));
              assertFalse(NextSteps.isLoopback(address), address);
            });
  }
}
