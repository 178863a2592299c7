package io.nodectl.gcs;

import io.nodectl.gcs.metrics.GcsMetrics;
import io.nodectl.gcs.metrics.RpcMetrics;
import io.nodectl.gcs.metrics.StoreMetrics;
import io.nodectl.gcs.storage.Store;

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

  GcsMetrics metrics() {
    return new GcsMetrics(calls, answers);
  }
}
