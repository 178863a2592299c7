package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:80", "[::1]:65535", "[fe80::1%eth0]:1", "node-7.example.org:6379"})
  void an_endpoint_is_written_as_it_is_read(String text) {
    assertEquals(text, Endpoint.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":", "h", "h:", ":1", "h:0", "h:65536", "h:+1", "h:1 ", "a b:1", "[]:1", "[h]:1",
        "::1:1", "h:1\n"
      })
  void what_is_no_endpoint_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
  }

  @Test
  void ports_keep_their_order_and_tell_absent_from_unknown() {
    Endpoint at = new Endpoint("h", 1);
    Ports ports = Ports.of("b", at).without("a").with("c", at);
    assertEquals(List.of("b", "a", "c"), List.copyOf(ports.byName().keySet()));
    assertEquals(Optional.empty(), ports.endpoint("a"));
    assertEquals(Optional.empty(), ports.endpoint("zzz"));
    assertEquals(Optional.of(at), ports.endpoint("c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a.b", "a b", "-a", "a23456789012345678901234567890123"})
  void what_is_no_name_is_refused(String name) {
    assertThrows(IllegalArgumentException.class, () -> Ports.of(name, new Endpoint("h", 1)));
  }

  @Test
  void exit_codes_and_their_words_are_all_different() {
    Set<Object> seen = new HashSet<>();
    for (ExitCode code : ExitCode.values()) {
      assertEquals(true, seen.add(code.number()) && seen.add(code.code()));
      assertEquals(Optional.of(code), ExitCode.ofCode(code.code()));
    }
    assertEquals(Optional.empty(), ExitCode.ofCode("bind"));
  }

  @Test
  void a_record_that_cannot_be_written_is_refused_by_its_writer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Records.encode(new Report.Fail("x", "y".repeat(4000), Retry.NO)));
    assertThrows(
        IllegalArgumentException.class, () -> Records.encode(new Order.Config(Map.of("a=b", "c"))));
    assertThrows(IllegalArgumentException.class, () -> new Report.Status("t", Map.of("text", "x")));
    assertThrows(IllegalArgumentException.class, () -> new Report.Extend(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new Order.Wire("gcs", 1, Ports.none()));
    assertThrows(IllegalArgumentException.class, () -> new Order.Stop(Duration.ofMillis(-1)));
  }

  @Test
  void a_text_is_cut_at_a_character_with_a_mark() {
    assertEquals("ab", Escapes.cut("ab", 2));
    assertEquals("a...", Escapes.cut("abcde", 4));
    assertEquals("...", Escapes.cut("%%%%%", 5));
    assertEquals("🐟...", Escapes.cut("🐟🐟🐟", 8));
  }
}
