package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.spawn.ProcessUsage;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {
  @Test
  void a_node_is_told_as_prometheus_reads_it() throws IOException {
    NodeState state =
        NodeState.planned(Plans.of(Plans.component("store")), "ab")
            .in(NodePhase.READY)
            .with("store", _ -> restarted());
    NodeMetrics metrics =
        new NodeMetrics(
            pid ->
                Optional.of(
                    new ProcessUsage(
                        'S', 1, pid, 0, Duration.ofMillis(1500), Duration.ofSeconds(1))));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Tallies tallies = new Tallies();
    tallies.count(new NodeEvent.Launched("store", 7), 0);
    tallies.count(new NodeEvent.Ready("store"), Duration.ofMillis(250).toNanos());
    tallies.count(new NodeEvent.LogDropped("store", 40, 4000, "the disk is full"), 0);
    tallies.count(new NodeEvent.LogDropped("store", 2, 200, "the disk is full"), 0);
    PrometheusTextFormatWriter.create().write(text, metrics.of(state, tallies, 9));
    String told = text.toString(StandardCharsets.UTF_8);
    for (String line :
        new String[] {
          "nodectl_node_up 1.0",
          "nodectl_component_up{component=\"store\"} 1.0",
          "nodectl_component_restarts_total{component=\"store\"} 1.0",
          "nodectl_component_ready_seconds{component=\"store\"} 0.25",
          "nodectl_component_memory_bytes{component=\"store\"} 7168.0",
          "nodectl_component_cpu_seconds_total{component=\"store\"} 1.5",
          "nodectl_component_memory_bytes{component=\"supervisor\"} 9216.0",
          "nodectl_component_log_dropped_lines_total{component=\"store\"} 42.0"
        }) {
      assertTrue(told.contains("\n" + line + "\n"), told);
    }
  }

  private static ComponentState restarted() {
    return ComponentState.planned()
        .launchingAt(Instant.EPOCH)
        .launchingAt(Instant.EPOCH)
        .withPid(7)
        .ready();
  }
}
