package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.WorkerTableData;

/// Workers as they describe themselves.
public final class TestWorkers {

  private TestWorkers() {}

  /// The id that consists of this byte.
  public static ByteString id(int number) {
    return TestNodes.id(number).bytes();
  }

  public static WorkerTableData on(int node, int number) {
    return WorkerTableData.newBuilder()
        .setIsAlive(true)
        .setWorkerAddress(
            Address.newBuilder().setNodeId(id(node)).setWorkerId(id(number)).setPort(number))
        .setPid(number)
        .build();
  }
}
