package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
