package io.nodectl.gcs.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.LongSupplier;

/// One number that is looked up when somebody asks.
///
/// @param name as Prometheus knows it, without the `_total` of those that only grow
/// @param grows whether it counts from the beginning of the process
public record Reading(String name, String help, boolean grows, LongSupplier value) {

  /// How much there is now.
  public static Reading gauge(String name, String help, LongSupplier value) {
    return new Reading(name, help, false, value);
  }

  /// How much there has been.
  public static Reading count(String name, String help, LongSupplier value) {
    return new Reading(name, help, true, value);
  }

  MetricSnapshot now() {
    double number = (double) value.getAsLong();
    return grows
        ? CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().value(number).build())
            .build()
        : GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(number).build())
            .build();
  }
}
