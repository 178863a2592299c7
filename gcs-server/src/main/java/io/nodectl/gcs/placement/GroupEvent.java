package io.nodectl.gcs.placement;

import io.nodectl.rpc.NodeId;

/// What may happen to a group.
sealed interface GroupEvent {

  /// It was looked where its bundles could go.
  record Planned(Plan plan) implements GroupEvent {}

  /// A node has answered the requests of a round to set resources aside.
  record Prepared(long round, NodeId node, boolean success) implements GroupEvent {}

  /// A node has answered the requests of a round to make bundles of what was set aside.
  record Committed(long round, NodeId node, boolean success) implements GroupEvent {}

  /// A node is dead.
  record NodeLost(NodeId node) implements GroupEvent {}

  /// The job that has made it is over.
  record JobOver() implements GroupEvent {}

  /// The actor that has made it is dead for good.
  record ActorOver() implements GroupEvent {}

  /// Somebody wants it to end.
  record RemovalAsked() implements GroupEvent {}
}
