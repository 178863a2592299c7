package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.1, 127.0.0.1",
    "127.0.0.9, 127.0.0.9",
    "::ffff:127.0.0.1, 127.0.0.1",
  })
  void an_address_of_this_machine_is_told_in_its_one_form(String text, String expected) {
    assertEquals(expected, OwnAddress.check(text));
  }

  @ParameterizedTest
  @CsvSource({
    "::1, ::1",
    "[::1], ::1",
    "0:0:0:0:0:0:0:1, ::1",
    "::, ::",
    "fe80::, fe80::",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "10:0:0:0:0:0:0:20, 10::20",
    "fe80::1%1, fe80::1%1",
    "::ffff:10.0.0.5, 10.0.0.5",
  })
  void zeros_are_left_out_as_rfc_5952_wants(String text, String expected) {
    assertEquals(expected, OwnAddress.canonical(InetAddress.ofLiteral(text)));
  }
}
