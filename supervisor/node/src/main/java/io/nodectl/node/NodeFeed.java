package io.nodectl.node;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// The node's newest state for whoever asks, and every later one for whoever follows.
final class NodeFeed {
  private final List<BlockingQueue<NodeState>> followers = new CopyOnWriteArrayList<>();
  private volatile NodeState current;
  private volatile OptionalInt metricsPort = OptionalInt.empty();

  NodeFeed(NodeState first) {
    this.current = first;
  }

  NodeState current() {
    return current;
  }

  /// Where the supervisor serves metrics; empty until it does.
  OptionalInt metricsPort() {
    return metricsPort;
  }

  void servesMetricsOn(int port) {
    metricsPort = OptionalInt.of(port);
  }

  void publish(NodeState next) {
    current = next;
    followers.forEach(queue -> queue.add(next));
  }

  /// A queue that begins with the current state. Give it back with {@link #leave}.
  BlockingQueue<NodeState> follow() {
    BlockingQueue<NodeState> queue = new LinkedBlockingQueue<>();
    followers.add(queue);
    queue.add(current);
    return queue;
  }

  void leave(BlockingQueue<NodeState> queue) {
    followers.remove(queue);
  }
}
