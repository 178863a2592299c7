package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTracerTest {
  private static final LaunchPlan PAIR =
      Plans.of(
          Plans.component("store", Importance.RESTARTABLE),
          Plans.component("worker", Importance.RESTARTABLE, Need.wire("store")));

  @TempDir Path folder;
  private NodeState state =
      new NodeDrill(PAIR)
          .begin()
          .launched("store", "worker")
          .bound("store", 1)
          .bound("worker", 2)
          .ready("store", "worker")
          .state();
  private long millis;

  /// How long it takes to do what was decided.
  private long doing;

  private void step(RestartTracer tracer, NodeEvent event) {
    millis += 10;
    doing = 0;
    Moment now = new Moment(Duration.ofMillis(millis).toNanos(), Instant.EPOCH);
    NodeState before = state;
    Supervision.Step step = new Supervision(PAIR).step(before, event, now);
    state = step.state();
    tracer.decided();
    doing = 2;
    tracer.stepped(event, now, before, step);
  }

  @Test
  void a_restart_leaves_a_line_with_all_its_times() throws IOException, InterruptedException {
    JsonLines lines = new JsonLines();
    RestartTracer tracer =
        new RestartTracer(
            new Session(folder), lines, () -> Duration.ofMillis(millis + 1 + doing).toNanos(), 0);
    step(tracer, new NodeEvent.Exited("store"));
    step(tracer, new NodeEvent.Ended(NodeDrill.problem("store", "died"), NodeDrill.KILLED));
    step(tracer, new NodeEvent.Launched("store", 7));
    Ports ports = Ports.of("main", new Endpoint("127.0.0.1", 1));
    step(tracer, new NodeEvent.Bound("store", ports, Duration.ofMillis(35).toNanos(), ""));
    step(tracer, new NodeEvent.Ready("store"));
    lines.close(Duration.ofSeconds(30));

    List<String> written = Files.readAllLines(folder.resolve("restart-trace.jsonl"));
    assertEquals(1, written.size());
    JsonNode trace = JsonText.read(written.getFirst());
    assertEquals("store", trace.path("component").asString());
    assertEquals(2, trace.path("generation").asInt());
    assertEquals(10.0, trace.path("died_ms").asDouble());
    assertEquals(21.0, trace.path("decided_ms").asDouble());
    assertEquals(30.0, trace.path("launched_ms").asDouble());
    assertEquals(35.0, trace.path("bound_ms").asDouble());
    assertEquals(43.0, trace.path("rewired_ms").path("worker").asDouble());
    assertEquals(50.0, trace.path("ready_ms").asDouble());
    assertTrue(trace.path("reason").asString().contains("died"), trace::toString);
  }
}
