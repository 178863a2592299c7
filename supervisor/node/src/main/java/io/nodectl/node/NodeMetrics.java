package io.nodectl.node;

import io.nodectl.spawn.ProcessUsage;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.function.LongFunction;

/// A node as metrics, made anew for each scrape: between two of them nothing is counted or kept.
final class NodeMetrics {
  private static final String COMPONENT = "component";
  private static final String SUPERVISOR = "supervisor";
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double BYTES_PER_KIB = 1024;

  private final LongFunction<Optional<ProcessUsage>> usages;

  private final GaugeSnapshot.Builder nodeUp =
      GaugeSnapshot.builder()
          .name("nodectl_node_up")
          .help("1 if every component that the node cannot be without serves");
  private final GaugeSnapshot.Builder up =
      GaugeSnapshot.builder().name("nodectl_component_up").help("1 if the component serves");
  private final CounterSnapshot.Builder restarts =
      CounterSnapshot.builder()
          .name("nodectl_component_restarts")
          .help("How often the component was started again");
  private final GaugeSnapshot.Builder ready =
      GaugeSnapshot.builder()
          .name("nodectl_component_ready_seconds")
          .help("From the newest launch of the component until it served");
  private final GaugeSnapshot.Builder memory =
      GaugeSnapshot.builder()
          .name("nodectl_component_memory_bytes")
          .help("Memory of the component's own process, shared pages in parts (PSS)");
  private final CounterSnapshot.Builder cpu =
      CounterSnapshot.builder()
          .name("nodectl_component_cpu_seconds")
          .help("Processor time of the component's present process");

  private final CounterSnapshot.Builder dropped =
      CounterSnapshot.builder()
          .name("nodectl_component_log_dropped_lines")
          .help("Lines of the component's output that did not get to its log");

  /// @param usages what a process takes, by its pid
  NodeMetrics(LongFunction<Optional<ProcessUsage>> usages) {
    this.usages = usages;
  }

  /// All metrics.
  ///
  /// @param supervisor this process
  MetricSnapshots of(NodeState state, Tallies tallies, long supervisor) {
    nodeUp.dataPoint(gauge(Labels.EMPTY, state.phase() == NodePhase.READY ? 1 : 0));
    state.components().forEach(this::add);
    tallies
        .readyMillis()
        .forEach((name, millis) -> ready.dataPoint(gauge(label(name), millis / MILLIS_PER_SECOND)));
    for (String name : state.components().keySet()) {
      dropped.dataPoint(counter(label(name), (double) tallies.droppedLines(name)));
    }
    addUsage(SUPERVISOR, supervisor);
    return MetricSnapshots.of(
        nodeUp.build(),
        up.build(),
        restarts.build(),
        ready.build(),
        memory.build(),
        cpu.build(),
        dropped.build());
  }

  private void add(String name, ComponentState component) {
    up.dataPoint(gauge(label(name), component.phase() == ComponentPhase.READY ? 1 : 0));
    restarts.dataPoint(counter(label(name), component.restarts()));
    if (component.pid() != 0) {
      addUsage(name, component.pid());
    }
  }

  private void addUsage(String name, long pid) {
    usages
        .apply(pid)
        .ifPresent(
            usage -> {
              memory.dataPoint(gauge(label(name), usage.pssKib() * BYTES_PER_KIB));
              cpu.dataPoint(counter(label(name), usage.cpu().toMillis() / MILLIS_PER_SECOND));
            });
  }

  private static Labels label(String component) {
    return Labels.of(COMPONENT, component);
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static CounterDataPointSnapshot counter(Labels labels, double value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
