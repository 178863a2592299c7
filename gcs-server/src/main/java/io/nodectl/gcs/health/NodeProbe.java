package io.nodectl.gcs.health;

import io.nodectl.gcs.nodes.NodeEndpoint;
import io.nodectl.rpc.Health;
import java.util.function.Consumer;

/// The way to ask one node how it is. Not for several threads at once.
interface NodeProbe extends AutoCloseable {

  /// Opens the way to a node; connects no earlier than the first check.
  @FunctionalInterface
  interface Factory {
    NodeProbe open(NodeEndpoint node);
  }

  /// Asks once.
  ///
  /// @param answer called exactly once, from any thread, at the latest at the deadline
  void check(Consumer<Health> answer);

  /// Gives up the way; answers may still come.
  @Override
  void close();
}
