package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import java.time.Duration;
import java.util.List;

/// Something that the supervisor has to do, as {@link Supervision} decided.
sealed interface NodeAction {
  /// Launch a component.
  record Launch(String component) implements NodeAction {}

  /// Post `RestartDue` about so much later, give or take the jitter.
  record WakeAfter(String component, int generation, Duration after) implements NodeAction {}

  /// Draw a new id for the node and post `NodeIdDrawn`.
  record DrawNodeId(String component) implements NodeAction {}

  /// Let go of the port that a component was to keep: it is to take any free one.
  record ForgetPort(String component) implements NodeAction {}

  /// Tell a component where a peer is.
  record Tell(String component, Order.Wire wire) implements NodeAction {}

  /// Find out when a component's gRPC health service answers SERVING.
  record AskHealth(String component, int generation, Endpoint at, String service)
      implements NodeAction {}

  /// End one component that may come back, while the node goes on.
  record End(String component, Duration grace) implements NodeAction {}

  /// End these components, together, because the node ends.
  record Stop(List<String> components) implements NodeAction {}

  /// Give every component, and those that are launched from now on, another token.
  record Configure(Auth.Token token) implements NodeAction {}

  /// Everything that had to be ready is ready.
  record AnnounceReady() implements NodeAction {}

  /// Nothing to do, but people want to know.
  ///
  /// @param kind as in the journal
  record Remember(String kind, String component, String text) implements NodeAction {}

  /// Nothing of the node runs any more: leave.
  record Finish() implements NodeAction {}
}
