package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.peers.CoreWorker;
import io.nodectl.gcs.peers.DeafRaylet;
import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Table;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.KillLocalActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.NumPendingTasksReply;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.RequestWorkerLeaseRequest;
import io.nodectl.messages.ray.WaitForActorRefDeletedReply;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Raylets that give workers at once, workers that become actors at once, owners that never let go,
/// and a publisher that remembers.
final class SimulatedWorld extends DeafRaylet implements CoreWorker, Publisher {

  final List<PubMessage> published = new CopyOnWriteArrayList<>();
  final List<KillLocalActorRequest> kills = new CopyOnWriteArrayList<>();
  final CompletableFuture<WaitForActorRefDeletedReply> refDeleted = new CompletableFuture<>();
  final NodeGate gate = new NodeGate();
  private final AtomicInteger workers = new AtomicInteger();

  /// Actors in this world; node 1 lives and gives workers.
  Actors actors(Store store) {
    gate.closeOnly(List.of());
    GcsNodeInfo node = TestNodes.worker(1).toBuilder().setObjectStoreSocketName("plasma").build();
    store
        .ask(
            tables -> {
              tables.put(Table.NODES, node.getNodeId(), node);
              return true;
            })
        .join();
    return new Actors(
        store, InstantSource.system(), new Actors.Others(_ -> this, _ -> this, this, gate));
  }

  /// The states of an actor that were published, in order.
  List<ActorState> states(ByteString actor) {
    return published.stream()
        .filter(message -> message.getKeyId().equals(actor))
        .map(message -> message.getActorMessage().getState())
        .toList();
  }

  @Override
  public CompletableFuture<RequestWorkerLeaseReply> requestWorkerLease(
      RequestWorkerLeaseRequest request) {
    Address worker =
        Address.newBuilder()
            .setNodeId(TestActors.node(1))
            .setPort(5000)
            .setWorkerId(TestActors.worker(workers.incrementAndGet()))
            .build();
    return CompletableFuture.completedFuture(
        RequestWorkerLeaseReply.newBuilder().setWorkerAddress(worker).build());
  }

  @Override
  public CompletableFuture<KillLocalActorReply> killLocalActor(KillLocalActorRequest request) {
    kills.add(request);
    return CompletableFuture.completedFuture(KillLocalActorReply.getDefaultInstance());
  }

  @Override
  public CompletableFuture<PushTaskReply> pushTask(PushTaskRequest request) {
    return CompletableFuture.completedFuture(PushTaskReply.getDefaultInstance());
  }

  @Override
  public CompletableFuture<WaitForActorRefDeletedReply> waitForActorRefDeleted(
      WaitForActorRefDeletedRequest request) {
    return refDeleted;
  }

  @Override
  public CompletableFuture<NumPendingTasksReply> numPendingTasks() {
    return CompletableFuture.failedFuture(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public void publish(PubMessage message) {
    published.add(message);
  }

  @Override
  public void forget(ByteString sender) {}
}
