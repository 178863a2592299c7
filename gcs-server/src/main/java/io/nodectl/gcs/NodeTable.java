package io.nodectl.gcs;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All nodes of the cluster, alive and dead.
///
/// A node is ALIVE from its registration and DEAD ever after; a raylet that starts again is another
/// node. There is at most one head alive: a new one makes the one before DEAD. Safe for any thread;
/// what it hands out is immutable.
final class NodeTable {

  private final Map<NodeId, GcsNodeInfo> alive = new LinkedHashMap<>();
  private final Map<NodeId, GcsNodeInfo> dead = new LinkedHashMap<>();

  /// Takes a node in. One that is ALIVE already (its raylet has new ports, or repeats itself) is
  /// replaced but for its start.
  ///
  /// @param id the id in the info
  /// @param info what the raylet says of itself; state and death in it are ignored
  /// @param nowMs milliseconds since the epoch, for a node that does not tell its start
  synchronized Registration register(NodeId id, GcsNodeInfo info, long nowMs) {
    if (dead.containsKey(id)) {
      return new Registration.DeadAlready();
    }
    List<GcsNodeInfo> deposed = info.getIsHeadNode() ? deposeHeads(id, nowMs) : List.of();
    GcsNodeInfo before = alive.getOrDefault(id, info);
    GcsNodeInfo node =
        info.toBuilder()
            .setState(GcsNodeState.ALIVE)
            .setStartTimeMs(before.getStartTimeMs() == 0 ? nowMs : before.getStartTimeMs())
            .clearEndTimeMs()
            .clearDeathInfo()
            .build();
    alive.put(id, node);
    return new Registration.Registered(node, deposed);
  }

  /// Declares a node DEAD.
  ///
  /// @param nowMs milliseconds since the epoch
  synchronized Departure bury(NodeId id, NodeDeathInfo death, long nowMs) {
    GcsNodeInfo node = alive.remove(id);
    if (node == null) {
      return dead.containsKey(id) ? new Departure.DeadAlready() : new Departure.Unknown();
    }
    GcsNodeInfo corpse =
        node.toBuilder()
            .setState(GcsNodeState.DEAD)
            .setEndTimeMs(nowMs)
            .setDeathInfo(death)
            .build();
    dead.put(id, corpse);
    return new Departure.Departed(corpse);
  }

  synchronized boolean isAlive(NodeId id) {
    return alive.containsKey(id);
  }

  /// All nodes: the living first, each group in the order of registration or death.
  synchronized List<GcsNodeInfo> all() {
    List<GcsNodeInfo> all = new ArrayList<>(alive.size() + dead.size());
    all.addAll(alive.values());
    all.addAll(dead.values());
    return all;
  }

  private List<GcsNodeInfo> deposeHeads(NodeId heir, long nowMs) {
    NodeDeathInfo death =
        NodeDeathInfo.newBuilder()
            .setReason(Reason.UNEXPECTED_TERMINATION)
            .setReasonMessage("head node " + heir.hex() + " has taken its place")
            .build();
    List<GcsNodeInfo> deposed = new ArrayList<>();
    for (Map.Entry<NodeId, GcsNodeInfo> entry : List.copyOf(alive.entrySet())) {
      boolean predecessor = entry.getValue().getIsHeadNode() && !entry.getKey().equals(heir);
      if (predecessor
          && bury(entry.getKey(), death, nowMs) instanceof Departure.Departed(GcsNodeInfo node)) {
        deposed.add(node);
      }
    }
    return deposed;
  }
}
