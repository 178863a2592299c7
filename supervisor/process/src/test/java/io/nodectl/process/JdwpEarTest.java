package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdwpEarTest {
  private static final String SAID = "Listening for transport dt_socket at address: ";

  private final List<Integer> ports = new ArrayList<>();
  private final JdwpEar ear = new JdwpEar(ports::add);

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ear.hear(bytes, bytes.length);
  }

  @Test
  void a_port_is_heard_wherever_the_output_is_cut() {
    for (char c : ("first\n" + SAID + "41233\nlast\n").toCharArray()) {
      print(String.valueOf(c));
    }

    assertEquals(List.of(41233), ports);
  }

  @Test
  void each_announcement_is_heard() {
    print(SAID + "41233\nmain\n" + SAID + "41234\n");

    assertEquals(List.of(41233, 41234), ports);
  }

  @Test
  void what_a_tool_prints_before_it_in_the_line_does_not_hide_it() {
    print("[New Thread 0x7f] " + SAID + "41233\n");

    assertEquals(List.of(41233), ports);
  }

  @Test
  void what_is_no_announcement_is_passed_over() {
    print("x".repeat(5000) + "\n" + SAID + "nowhere\n" + SAID + "\n" + SAID + "1234567\n\n");

    assertEquals(List.of(), ports);
  }
}
