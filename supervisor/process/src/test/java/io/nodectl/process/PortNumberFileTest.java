package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortNumberFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"41233", "41233\n", " 41233 \r\n"})
  void a_decimal_is_a_port(String content) {
    assertEquals(new PortNumberFile.Port(41233), parse(content));
  }

  @Test
  void minus_one_is_a_port_that_is_deliberately_absent() {
    assertEquals(new PortNumberFile.Absent(), parse("-1\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  "})
  void a_file_without_content_is_not_written_yet(String content) {
    assertEquals(new PortNumberFile.Empty(), parse(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "65536", "12abc", "-2", "99999999999999999999", "1 2", "+80", "0x50"})
  void anything_else_is_no_port(String content) {
    assertEquals(new PortNumberFile.Malformed(), parse(content));
  }

  private static PortNumberFile parse(String content) {
    return PortNumberFile.parse(content.getBytes(StandardCharsets.UTF_8));
  }
}
