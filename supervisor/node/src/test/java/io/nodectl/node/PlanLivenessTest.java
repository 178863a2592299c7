package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanLivenessTest {
  @Test
  void what_is_left_out_is_usual() {
    assertEquals(
        Optional.of(new Liveness("main", new Liveness.GrpcHealth(""), ProbeRhythm.USUAL)),
        liveness("{\"by\":\"grpc-health\",\"port\":\"main\"}"));
    assertEquals(
        Optional.of(new Liveness("web", new Liveness.HttpGet("/"), ProbeRhythm.USUAL)),
        liveness("{\"by\":\"http\",\"port\":\"web\"}"));
  }

  @Test
  void a_component_without_it_is_not_asked() {
    assertEquals(
        Optional.empty(),
        PlanReader.parse("{\"components\":[{\"name\":\"a\",\"command\":[\"x\"]}]}")
            .component("a")
            .liveness());
  }

  @Test
  void all_of_it_can_be_said() {
    ProbeRhythm rhythm = new ProbeRhythm(Duration.ofSeconds(1), Duration.ofMillis(300), 2);
    String numbers = ",\"period_ms\":1000,\"timeout_ms\":300,\"misses\":2}";
    assertEquals(
        Optional.of(new Liveness("m", new Liveness.GrpcHealth("db"), rhythm)),
        liveness("{\"by\":\"grpc-health\",\"port\":\"m\",\"service\":\"db\"" + numbers));
    assertEquals(
        Optional.of(new Liveness("m", new Liveness.HttpGet("/live"), rhythm)),
        liveness("{\"by\":\"http\",\"port\":\"m\",\"path\":\"/live\"" + numbers));
  }

  @Test
  void what_cannot_be_right_is_refused_in_words() {
    assertRefused("liveness by 'luck' is unknown", "\"by\":\"luck\"");
    assertRefused("period of 999 ms is too short", "\"by\":\"http\",\"period_ms\":999");
    assertRefused("timeout of 5000 ms does not fit", "\"by\":\"http\",\"timeout_ms\":5000");
    assertRefused("misses cannot be 0", "\"by\":\"http\",\"misses\":0");
    assertRefused("must begin with '/'", "\"by\":\"http\",\"path\":\"live\"");
  }

  private static void assertRefused(String words, String json) {
    InvalidInput refusal =
        assertThrows(InvalidInput.class, () -> liveness("{\"port\":\"p\"," + json + "}"));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(words), message);
  }

  private static Optional<Liveness> liveness(String json) {
    return PlanReader.parse(
            "{\"components\":[{\"name\":\"a\",\"command\":[\"x\"],\"liveness\":" + json + "}]}")
        .component("a")
        .liveness();
  }
}
