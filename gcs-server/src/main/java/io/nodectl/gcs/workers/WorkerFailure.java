package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.WorkerTableData;
import io.nodectl.messages.ray.WorkerType;

/// A worker process, a driver's included, has ended.
///
/// @param row what its raylet told of the end: address, exit type and detail, exception
public record WorkerFailure(WorkerTableData row) {

  /// The worker's id, 28 bytes.
  public ByteString worker() {
    return row.getWorkerAddress().getWorkerId();
  }

  /// The id of the node that it ran on: 28 bytes, or empty if that was not told.
  public ByteString node() {
    return row.getWorkerAddress().getNodeId();
  }

  /// Whether it was a driver, so that its job has ended with it.
  public boolean isDriver() {
    return row.getWorkerType() == WorkerType.DRIVER;
  }
}
