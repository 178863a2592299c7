package io.nodectl.gcs.workers;

/// Who wants to know of workers that end. Called on the store's thread once that is kept; must not
/// block.
@FunctionalInterface
public interface WorkerListener {

  /// A worker or driver has ended. Told once for each report, and raylets may repeat themselves.
  void died(WorkerFailure failure);
}
