package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "127.0.0.1, 0.0.0.0, true",
    "127.0.0.1, ::, true",
    "127.0.0.1, ::1, false",
    "::1, ::, true",
    "::1, 0.0.0.0, false",
    "0.0.0.0, ::, true",
  })
  void two_listeners_overlap_if_one_connection_could_reach_either(
      String one, String other, boolean expected) {
    InetAddress first = InetAddress.ofLiteral(one);
    InetAddress second = InetAddress.ofLiteral(other);
    assertEquals(expected, Addresses.overlap(first, second));
    assertEquals(expected, Addresses.overlap(second, first));
  }
}
