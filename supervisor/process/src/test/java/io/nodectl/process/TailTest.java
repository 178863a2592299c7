package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailTest {
  private final Tail tail = new Tail();

  @Test
  void nothing_printed_is_no_line() {
    assertEquals(List.of(), tail.lines(10));
  }

  @Test
  void the_last_lines_come_oldest_first() {
    append("one\ntwo\n\nfour\n");
    assertEquals(List.of("two", "", "four"), tail.lines(3));
    assertEquals(List.of("one", "two", "", "four"), tail.lines(10));
  }

  @Test
  void a_line_without_its_end_is_a_line() {
    append("one\ntw");
    append("o");
    assertEquals(List.of("one", "two"), tail.lines(10));
  }

  @Test
  void a_flood_keeps_its_end_whatever_the_pieces() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      all.append("line ").append(i).append('\n');
    }
    String text = all.toString();
    for (int from = 0; from < text.length(); from += 777) {
      append(text.substring(from, Math.min(text.length(), from + 777)));
    }
    assertEquals(List.of("line 19998", "line 19999"), tail.lines(2));
    assertEquals(Tail.MOST_LINES, tail.lines(10_000).size());
    assertEquals("line 19800", tail.lines(10_000).getFirst());
  }

  @Test
  void one_piece_larger_than_the_ring_keeps_its_end() {
    append("x".repeat(100_000) + "\nthe end\n");
    assertEquals(List.of("the end"), tail.lines(10));
  }

  @Test
  void a_line_longer_than_the_ring_is_shown_cut() {
    append("x".repeat(100_000));
    assertTrue(tail.lines(1).getFirst().length() <= Tail.MOST_BYTES);
  }

  private void append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tail.append(bytes, bytes.length);
  }
}
