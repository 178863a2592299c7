package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class SmallPartsTest {
  @ParameterizedTest
  @CsvSource({
    "a, a, 0",
    "head, haed, 1",
    "start, strat, 1",
    "stop, stpo, 1",
    "'', abc, 3",
    "address, adress, 1",
    "kitten, sitting, 3"
  })
  void a_slip_of_the_fingers_is_one_step(String one, String other, int steps) {
    assertEquals(steps, NearMisses.distance(one, other));
    assertEquals(steps, NearMisses.distance(other, one));
  }

  @Test
  void near_misses_are_few_and_the_nearest_comes_first() {
    List<String> words = List.of("--node-name", "--name", "--node-ip-address", "--port");
    assertEquals(List.of("--name"), NearMisses.of("--nmae", words));
    assertEquals(List.of("--node-name", "--node-ip-address"), NearMisses.of("--node", words));
    assertEquals(List.of(), NearMisses.of("--frobnicate", words));
    assertEquals(List.of(), NearMisses.of("-", words));
  }

  @ParameterizedTest
  @CsvSource({"60, 60000", "0.5, 500", "0, 0", ".25, 250", "1000000, 1000000000"})
  void seconds_may_have_a_fraction(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), Values.seconds(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "-1", "1e3", "NaN", "1.2.3", "5s", "1000001"})
  void what_is_no_number_of_seconds_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> Values.seconds(text));
  }

  @Test
  void nobody_asks_again_without_a_pause() {
    assertThrows(TypeConversionException.class, () -> Values.pause("0"));
    assertEquals(Duration.ofMillis(100), Values.pause("0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "100000", "7a", "+7"})
  void what_is_no_port_is_refused(String text) {
    assertThrows(TypeConversionException.class, () -> Values.port(text));
  }

  private static JsonNode headOn(int gcs, int client) {
    return new JsonMapper()
        .readTree(
            """
            {"components":[{"name":"gcs-server","ports":{"gcs":%d}},
                           {"name":"client-proxy","ports":{"client":%d}}]}
            """
                .formatted(gcs, client));
  }

  @Test
  void a_port_that_changed_is_told_unless_somebody_wished_it() {
    LastPortNumbers before =
        new LastPortNumbers(
            new JsonMapper()
                .readTree("{\"gcs-server\":{\"gcs\":41},\"client-proxy\":{\"client\":42}}"));
    assertEquals(List.of(), before.changes(headOn(41, 42), Set.of()));
    assertEquals(
        List.of(
            "gcs-server listens on port 51: its last one, 41, was taken. Tell those who know the old one, or insist on a number with --port."),
        before.changes(headOn(51, 42), Set.of()));
    assertEquals(List.of(), before.changes(headOn(51, 42), Set.of("port")));
    assertEquals(
        List.of(),
        new LastPortNumbers(MissingNode.getInstance()).changes(headOn(1, 2), Set.of()),
        "the first start");
  }

  @Test
  void the_format_is_known_also_of_a_command_line_that_is_wrong() {
    assertEquals(Format.JSON, Format.askedBy(List.of("stat", "--format", "json")));
    assertEquals(Format.JSON, Format.askedBy(List.of("--format=JSON", "--x")));
    assertEquals(Format.TABLE, Format.askedBy(List.of("status", "--format")));
    assertEquals(Format.TABLE, Format.askedBy(List.of("status", "--format", "table")));
  }

  @Test
  void a_call_that_takes_too_long_is_ended() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (Patience patience = Patience.of(Duration.ofMillis(1), ended::countDown)) {
      assertTrue(ended.await(30, TimeUnit.SECONDS));
      assertTrue(patience.isOver());
    }
  }

  @Test
  void a_call_that_is_done_is_not_ended() {
    Patience patience = Patience.of(Duration.ofSeconds(30), () -> {});
    patience.close();
    assertFalse(patience.isOver());
  }
}
