package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import java.util.List;

/// Something that the supervisor has to do, as {@link Supervision} decided.
sealed interface NodeAction {
  /// Launch a component.
  record Launch(String component) implements NodeAction {}

  /// Tell a component where a peer is.
  record Tell(String component, Order.Wire wire) implements NodeAction {}

  /// Find out when a component's gRPC health service answers SERVING.
  record AskHealth(String component, Endpoint at, String service) implements NodeAction {}

  /// End these components, together.
  record Stop(List<String> components) implements NodeAction {}

  /// Give every component, and those that are launched from now on, another token.
  record Configure(Auth.Token token) implements NodeAction {}

  /// Everything that had to be ready is ready.
  record AnnounceReady() implements NodeAction {}

  /// Nothing of the node runs any more: leave.
  record Finish() implements NodeAction {}
}
