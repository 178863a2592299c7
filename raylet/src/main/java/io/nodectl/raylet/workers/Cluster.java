package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.resources.Amounts;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The other nodes of the cluster that run workers.
interface Cluster {

  /// They and what is free of them, as far as it is known; the future never fails.
  CompletableFuture<List<NodeOffer>> others();

  /// Somebody was sent there: until the node tells of it, that much less is free.
  void claim(String nodeId, Amounts demand);

  /// Asks another node to launch a worker; the future fails if it does not answer.
  CompletableFuture<LaunchReply> launch(NodeOffer node, LaunchRequest request);

  /// Asks another node to stop a worker.
  void stop(NodeOffer node, WorkerId id);
}
