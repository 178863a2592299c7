package io.nodectl.gcs;

import io.nodectl.gcs.metrics.GcsMetrics;
import io.nodectl.gcs.metrics.Reading;
import io.nodectl.gcs.metrics.RpcMetrics;
import io.nodectl.gcs.metrics.StoreMetrics;
import io.nodectl.gcs.storage.Store;
import io.nodectl.rpc.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What is measured of the server.
///
/// @param calls of clients
/// @param answers of the store
record Measurements(RpcMetrics calls, StoreMetrics answers) {

  /// Begins to measure the store.
  static Measurements of(Store store) {
    var calls = new RpcMetrics(System::nanoTime);
    var answers = new StoreMetrics();
    store.measureWith(answers);
    return new Measurements(calls, answers);
  }

  /// All of it.
  ///
  /// @param load of the server now
  /// @param life what happens to subscribers and tasks
  GcsMetrics metrics(Supplier<Load> load, LifeParts life) {
    List<Reading> others = new ArrayList<>();
    others.add(
        Reading.gauge(
            "nodectl_gcs_connections", "Open connections", () -> load.get().connections()));
    others.add(Reading.gauge("nodectl_gcs_calls", "Open calls", () -> load.get().calls()));
    others.add(
        Reading.gauge(
            "nodectl_gcs_unread_bytes",
            "Answers that their callers have not taken yet",
            () -> load.get().unreadBytes()));
    others.add(
        Reading.count(
            "nodectl_gcs_refused_calls", "Calls that were too many", () -> load.get().refused()));
    others.addAll(life.readings());
    return new GcsMetrics(calls, answers, others);
  }
}
