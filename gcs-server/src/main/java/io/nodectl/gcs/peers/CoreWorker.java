package io.nodectl.gcs.peers;

import io.nodectl.messages.ray.NumPendingTasksReply;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.WaitForActorRefDeletedReply;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;
import java.util.concurrent.CompletableFuture;

/// One worker or driver.
///
/// No call blocks. Its result comes on a thread of the network, which must not be kept, or fails
/// with gRPC's `StatusRuntimeException`: `UNAVAILABLE` when nobody is there.
public interface CoreWorker {

  /// Has a task carried out. Held until it has ended, however long that takes.
  CompletableFuture<PushTaskReply> pushTask(PushTaskRequest request);

  /// Held by an actor's owner until nobody refers to the actor any more.
  CompletableFuture<WaitForActorRefDeletedReply> waitForActorRefDeleted(
      WaitForActorRefDeletedRequest request);

  CompletableFuture<NumPendingTasksReply> numPendingTasks();
}
