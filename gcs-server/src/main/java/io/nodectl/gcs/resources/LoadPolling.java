package io.nodectl.gcs.resources;

import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.rpc.NodeId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks the nodes that take leases what they are asked for, each one again a second or more after
/// its last answer.
///
/// Holds no thread: an answer plans the next question. Who does not answer is asked again; who is
/// dead is found out by others.
public final class LoadPolling implements NodeListener {

  /// As often as Ray 2.60's GCS.
  private static final long EVERY_MS = 1000;

  /// In a large cluster each node is asked less often.
  private static final int QUESTIONS_PER_MS = 2;

  private final Raylets raylets;
  private final Loads loads;
  private final Pause later;
  private final Map<NodeId, Round> rounds = new ConcurrentHashMap<>();

  /// The questions to one registration of a node; two are never equal.
  private static final class Round {
    final NodeId node;
    final PeerAddress raylet;

    Round(NodeId node, PeerAddress raylet) {
      this.node = node;
      this.raylet = raylet;
    }
  }

  public LoadPolling(Raylets raylets, Loads loads) {
    this(
        raylets,
        loads,
        (ms, task) -> CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS).execute(task));
  }

  /// Carries something out later.
  @FunctionalInterface
  interface Pause {
    void then(long ms, Runnable task);
  }

  LoadPolling(Raylets raylets, Loads loads, Pause later) {
    this.raylets = raylets;
    this.loads = loads;
    this.later = later;
  }

  @Override
  public void registered(GcsNodeInfo node) {
    if (!Nodes.takesLeases(node)) {
      return;
    }
    var round = new Round(NodeId.of(node.getNodeId()), PeerAddress.of(node));
    rounds.put(round.node, round);
    askLater(round);
  }

  @Override
  public void departed(GcsNodeInfo node) {
    rounds.remove(NodeId.of(node.getNodeId()));
  }

  private void askLater(Round round) {
    later.then(Math.max(EVERY_MS, rounds.size() / QUESTIONS_PER_MS), () -> ask(round));
  }

  private void ask(Round round) {
    if (isOver(round)) {
      return;
    }
    var _ =
        raylets
            .at(round.raylet)
            .getResourceLoad()
            .whenComplete((reply, _) -> answered(round, reply));
  }

  private void answered(Round round, @Nullable GetResourceLoadReply reply) {
    if (isOver(round)) {
      return;
    }
    if (reply != null) {
      loads.answered(round.node, reply.getResources());
    }
    askLater(round);
  }

  private boolean isOver(Round round) {
    return !round.equals(rounds.get(round.node));
  }
}
