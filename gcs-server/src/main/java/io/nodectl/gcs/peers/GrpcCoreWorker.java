package io.nodectl.gcs.peers;

import io.nodectl.gcs.peers.PeerChannels.Patience;
import io.nodectl.messages.ray.CoreWorkerServiceGrpc;
import io.nodectl.messages.ray.NumPendingTasksReply;
import io.nodectl.messages.ray.NumPendingTasksRequest;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.WaitForActorRefDeletedReply;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;
import java.util.concurrent.CompletableFuture;

/// A worker over Ray 2.60's `CoreWorkerService`.
record GrpcCoreWorker(PeerChannels peers, PeerAddress address) implements CoreWorker {

  @Override
  public CompletableFuture<PushTaskReply> pushTask(PushTaskRequest request) {
    return peers
        .to(address, Patience.ENDLESS)
        .call(CoreWorkerServiceGrpc.getPushTaskMethod(), request);
  }

  @Override
  public CompletableFuture<WaitForActorRefDeletedReply> waitForActorRefDeleted(
      WaitForActorRefDeletedRequest request) {
    return peers
        .to(address, Patience.ENDLESS)
        .call(CoreWorkerServiceGrpc.getWaitForActorRefDeletedMethod(), request);
  }

  @Override
  public CompletableFuture<NumPendingTasksReply> numPendingTasks() {
    return peers
        .to(address, Patience.USUAL)
        .call(
            CoreWorkerServiceGrpc.getNumPendingTasksMethod(),
            NumPendingTasksRequest.getDefaultInstance());
  }
}
