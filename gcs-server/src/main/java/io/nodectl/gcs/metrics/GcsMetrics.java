package io.nodectl.gcs.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;

/// All that is measured, as Prometheus knows it.
///
/// @param calls of clients
/// @param store what they wait for
/// @param others single numbers
public record GcsMetrics(RpcMetrics calls, StoreMetrics store, List<Reading> others) {

  /// How it stands now.
  MetricSnapshots now() {
    HistogramSnapshot.Builder latency =
        histogram(
            "nodectl_gcs_rpc_seconds",
            "From the beginning of a call to its end; some are held until something happens");
    HistogramSnapshot.Builder queue =
        histogram(
            "nodectl_gcs_rpc_queue_seconds", "How long a call's question waited for the store");
    CounterSnapshot.Builder failures =
        CounterSnapshot.builder()
            .name("nodectl_gcs_rpc_failures")
            .help("Calls that ended with another gRPC status than OK");
    for (Map.Entry<String, RpcMetrics.Method> entry : calls.methods().entrySet()) {
      Labels labels = Labels.of("method", entry.getKey());
      RpcMetrics.Method method = entry.getValue();
      latency.dataPoint(point(labels, method.durations));
      queue.dataPoint(point(labels, method.queued));
      failures.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(labels)
              .value((double) method.failures.sum())
              .build());
    }
    MetricSnapshots.Builder all =
        MetricSnapshots.builder()
            .metricSnapshot(latency.build())
            .metricSnapshot(queue.build())
            .metricSnapshot(failures.build())
            .metricSnapshot(
                single(
                    "nodectl_gcs_store_queue_seconds",
                    "How long any question waited for the store",
                    store.waiting))
            .metricSnapshot(
                single(
                    "nodectl_gcs_store_seconds",
                    "From a question to the store to its answer, kept on disk",
                    store.answering));
    others.forEach(reading -> all.metricSnapshot(reading.now()));
    return all.build();
  }

  private static HistogramSnapshot.Builder histogram(String name, String help) {
    return HistogramSnapshot.builder().name(name).help(help);
  }

  private static HistogramSnapshot single(String name, String help, Durations durations) {
    return histogram(name, help).dataPoint(point(Labels.EMPTY, durations)).build();
  }

  private static HistogramDataPointSnapshot point(Labels labels, Durations durations) {
    double[] ends = Durations.endsInSeconds();
    long[] counts = durations.counts();
    Number[] hits = new Number[counts.length];
    for (int i = 0; i < counts.length; i++) {
      hits[i] = counts[i];
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(ends, hits))
        .sum(durations.sumInSeconds())
        .build();
  }
}
