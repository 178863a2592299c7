package io.nodectl.gcs.metrics;

import io.nodectl.gcs.storage.Store;

/// How long questions to the store wait for its thread, and how long until they are answered, kept
/// on disk included.
public final class StoreMetrics implements Store.Meter {

  final Durations waiting = new Durations();
  final Durations answering = new Durations();

  @Override
  public Store.Watch asked() {
    RpcMetrics.Method method = RpcMetrics.current();
    return (waited, took) -> {
      waiting.add(waited);
      answering.add(took);
      if (method != null) {
        method.queued.add(waited);
      }
    };
  }
}
