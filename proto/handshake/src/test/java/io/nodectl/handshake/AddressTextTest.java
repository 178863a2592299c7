package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
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
    assertEquals(expected, AddressText.of(InetAddress.ofLiteral(text)));
  }

  @Test
  void where_a_server_listens_is_written_in_that_form() {
    InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral("0:0:0:0:0:0:0:1"), 80);
    assertEquals("[::1]:80", Endpoint.of(at).toString());
  }
}
