package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.ActorCreationTaskSpec;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.TaskType;
import io.nodectl.messages.ray.WorkerExitType;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.function.UnaryOperator;

/// Actors as their owners would describe them, and what else has to do with them.
final class TestActors {

  static final ByteString JOB = ByteString.copyFrom(new byte[] {1, 0, 0, 0});
  static final ByteString OWNER = worker(200);

  private TestActors() {}

  static ByteString id(int number) {
    return bytes(number, ActorIds.ACTOR);
  }

  static ByteString node(int number) {
    return TestNodes.id(number).bytes();
  }

  static ByteString worker(int number) {
    return bytes(number, ActorIds.UNIQUE);
  }

  /// An actor whose owner is on node 1.
  static TaskSpec spec(int number) {
    return spec(number, creation -> creation);
  }

  static TaskSpec spec(int number, UnaryOperator<ActorCreationTaskSpec.Builder> detail) {
    return TaskSpec.newBuilder()
        .setType(TaskType.ACTOR_CREATION_TASK)
        .setName("Counter.__init__")
        .setJobId(JOB)
        .setCallerAddress(
            Address.newBuilder()
                .setNodeId(node(1))
                .setIpAddress("127.0.0.1")
                .setPort(1000)
                .setWorkerId(OWNER))
        .setActorCreationTaskSpec(
            detail.apply(
                ActorCreationTaskSpec.newBuilder().setActorId(id(number)).setRayNamespace("ns")))
        .build();
  }

  /// A worker's end as its raylet reports it.
  static WorkerTableData end(ByteString worker, WorkerExitType how) {
    return WorkerTableData.newBuilder()
        .setWorkerAddress(Address.newBuilder().setWorkerId(worker))
        .setExitType(how)
        .setExitDetail("as the test has it")
        .build();
  }

  private static ByteString bytes(int value, int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return ByteString.copyFrom(bytes);
  }
}
