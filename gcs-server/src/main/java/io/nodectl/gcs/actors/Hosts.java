package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The circumstances as the tables have them.
///
/// @param nowMs milliseconds since the epoch
/// @param open whether a node may be asked for workers yet
/// @param actor whose circumstances these are
record Hosts(Tables tables, long nowMs, Predicate<ByteString> open, ByteString actor)
    implements Circumstances {

  @Override
  public Optional<Host> hostFor(ActorTableData row) {
    return living(row.getOwnerAddress().getNodeId())
        .filter(Nodes::takesLeases)
        .or(this::another)
        .filter(this::givesWorkers)
        .map(Hosts::hostOf);
  }

  @Override
  public Optional<Host> host(ByteString node) {
    return living(node).filter(this::givesWorkers).map(Hosts::hostOf);
  }

  @Override
  public Optional<Host> livingNode(ByteString node) {
    return living(node).map(Hosts::hostOf);
  }

  @Override
  public TaskSpec spec() {
    return new ActorTable(tables)
        .spec(actor)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the task of actor %s is not kept".formatted(ActorIds.hex(actor))));
  }

  /// Any node, but not the same one for all.
  private Optional<GcsNodeInfo> another() {
    List<GcsNodeInfo> able =
        tables.all(Table.NODES).stream().filter(Hosts::lives).filter(Nodes::takesLeases).toList();
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(able.get(Math.floorMod(actor.hashCode(), able.size())));
  }

  private Optional<GcsNodeInfo> living(ByteString node) {
    return tables.get(Table.NODES, node).filter(Hosts::lives);
  }

  private boolean givesWorkers(GcsNodeInfo node) {
    return Nodes.takesLeases(node) && open.test(node.getNodeId());
  }

  private static boolean lives(GcsNodeInfo node) {
    return node.getState() == GcsNodeState.ALIVE;
  }

  private static Host hostOf(GcsNodeInfo node) {
    return new Host(node.getNodeId(), PeerAddress.of(node));
  }
}
