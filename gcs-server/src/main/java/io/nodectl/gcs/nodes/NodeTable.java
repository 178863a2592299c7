package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Retention;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All nodes of the cluster, alive and dead.
///
/// A node is ALIVE from its registration and DEAD ever after. There is at most one head alive: a
/// new one makes the one before DEAD.
public record NodeTable(Tables tables) {

  /// Dead nodes are remembered for a while, the last ones: as many as Ray 2.60 does, which is 1000.
  static final Retention<GcsNodeInfo> RETENTION =
      new Retention<>(
          Table.NODES,
          node -> !isAlive(node),
          Comparator.comparingLong(GcsNodeInfo::getEndTimeMs),
          1000);

  /// All nodes in their order, as long as none has changed.
  private static final Table<List<GcsNodeInfo>> ORDERED = Table.ofProcess("nodes_in_order");

  private static final ByteString ALL = ByteString.copyFromUtf8("all");

  /// Ray 2.60's Java driver goes to the first node at its host's address, so those that it can use
  /// come before ours.
  private static final Comparator<GcsNodeInfo> LIVING_FIRST =
      Comparator.comparing((GcsNodeInfo node) -> !isAlive(node))
          .thenComparing(node -> isAlive(node) && !Nodes.takesLeases(node))
          .thenComparingLong(node -> isAlive(node) ? node.getStartTimeMs() : node.getEndTimeMs())
          .thenComparing(GcsNodeInfo::getNodeId, ByteString.unsignedLexicographicalComparator());

  /// Takes a node in. One that is ALIVE already (its raylet has started again, has new ports, or
  /// repeats itself) is replaced but for its start.
  ///
  /// @param id the id in the info
  /// @param info what the raylet says of itself; state and death in it are ignored
  /// @param nowMs milliseconds since the epoch, for a node that does not tell its start
  Registration register(NodeId id, GcsNodeInfo info, long nowMs) {
    Optional<GcsNodeInfo> known = find(id);
    if (known.isPresent() && !isAlive(known.get())) {
      return new Registration.DeadAlready();
    }
    List<GcsNodeInfo> deposed = info.getIsHeadNode() ? deposeHeads(id, nowMs) : List.of();
    GcsNodeInfo before = known.orElse(info);
    GcsNodeInfo node =
        info.toBuilder()
            .setState(GcsNodeState.ALIVE)
            .setStartTimeMs(before.getStartTimeMs() == 0 ? nowMs : before.getStartTimeMs())
            .clearEndTimeMs()
            .clearDeathInfo()
            .build();
    put(id, node);
    return new Registration.Registered(node, deposed);
  }

  /// Declares a node DEAD.
  ///
  /// @param nowMs milliseconds since the epoch
  Departure bury(NodeId id, NodeDeathInfo death, long nowMs) {
    Optional<GcsNodeInfo> node = find(id);
    if (node.isEmpty()) {
      return new Departure.Unknown();
    }
    if (!isAlive(node.get())) {
      return new Departure.DeadAlready();
    }
    GcsNodeInfo corpse =
        node.get().toBuilder()
            .setState(GcsNodeState.DEAD)
            .setEndTimeMs(nowMs)
            .setDeathInfo(death)
            .build();
    put(id, corpse);
    new DrainTable(tables).forget(id);
    if (RETENTION.ended(tables)) {
      changed();
    }
    return new Departure.Departed(corpse);
  }

  public boolean isAlive(NodeId id) {
    return find(id).filter(NodeTable::isAlive).isPresent();
  }

  /// All nodes: the living first, those that give workers before the others and then by the time of
  /// their start, then the dead by that of their death.
  public List<GcsNodeInfo> all() {
    return tables
        .get(ORDERED, ALL)
        .orElseGet(
            () -> {
              List<GcsNodeInfo> all =
                  tables.all(Table.NODES).stream().sorted(LIVING_FIRST).toList();
              tables.put(ORDERED, ALL, all);
              return all;
            });
  }

  /// The nodes that are ALIVE.
  public List<GcsNodeInfo> living() {
    return all().stream().filter(NodeTable::isAlive).toList();
  }

  private List<GcsNodeInfo> deposeHeads(NodeId heir, long nowMs) {
    NodeDeathInfo death =
        NodeDeathInfo.newBuilder()
            .setReason(Reason.UNEXPECTED_TERMINATION)
            .setReasonMessage("head node " + heir.hex() + " has taken its place")
            .build();
    List<GcsNodeInfo> deposed = new ArrayList<>();
    for (GcsNodeInfo node : living()) {
      boolean predecessor = node.getIsHeadNode() && !node.getNodeId().equals(heir.bytes());
      if (predecessor
          && bury(NodeId.of(node.getNodeId()), death, nowMs)
              instanceof Departure.Departed(GcsNodeInfo corpse)) {
        deposed.add(corpse);
      }
    }
    return deposed;
  }

  private void changed() {
    tables.delete(ORDERED, ALL);
    new NodeLists(tables).forget();
  }

  private Optional<GcsNodeInfo> find(NodeId id) {
    return tables.get(Table.NODES, id.bytes());
  }

  private void put(NodeId id, GcsNodeInfo node) {
    tables.put(Table.NODES, id.bytes(), node);
    changed();
  }

  private static boolean isAlive(GcsNodeInfo node) {
    return node.getState() == GcsNodeState.ALIVE;
  }
}
