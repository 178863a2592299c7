package io.nodectl.gcs.resources;

import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What the nodes have and what of it is free, as far as it has been told here. Kept in memory
/// alone: after a restart every node tells it again.
///
/// For all threads. Whoever schedules takes a [#snapshot], decides, and claims what he gives away,
/// so that the next decision does not give it away again before the node has told of it.
public final class ClusterView implements NodeListener {

  private final Map<NodeId, Row> rows = new HashMap<>();
  private final List<ViewListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable ClusterSnapshot current;

  private static final class Row {
    NodeView told;
    final List<Claim> open = new ArrayList<>();
    final List<Claim> settled = new ArrayList<>();

    Row(NodeView told) {
      this.told = told;
    }

    NodeView now() {
      Resources free = told.available();
      for (Claim claim : open) {
        free = free.minus(claim.amount());
      }
      for (Claim claim : settled) {
        free = free.minus(claim.amount());
      }
      return told.with(free);
    }
  }

  public void addListener(ViewListener listener) {
    listeners.add(listener);
  }

  /// All nodes as they are now; as cheap as a field while nothing changes.
  public synchronized ClusterSnapshot snapshot() {
    ClusterSnapshot known = current;
    if (known == null) {
      Map<NodeId, NodeView> views = HashMap.newHashMap(rows.size());
      rows.forEach((id, row) -> views.put(id, row.now()));
      known = new ClusterSnapshot(views);
      current = known;
    }
    return known;
  }

  /// One node as it is now, if it lives.
  public synchronized Optional<NodeView> node(NodeId id) {
    return Optional.ofNullable(rows.get(id)).map(Row::now);
  }

  @Override
  public void registered(GcsNodeInfo node) {
    change(
        () ->
            rows.compute(
                NodeId.of(node.getNodeId()),
                (_, known) -> {
                  if (known == null) {
                    return new Row(NodeView.registered(node));
                  }
                  known.told = known.told.with(node);
                  return known;
                }));
  }

  @Override
  public void departed(GcsNodeInfo node) {
    change(() -> rows.remove(NodeId.of(node.getNodeId())));
  }

  /// A node has told how it is; nothing happens if it is not alive.
  ///
  /// @param nowMs milliseconds since the epoch
  public void report(NodeId node, ResourceViewSyncMessage view, long nowMs) {
    changeRow(
        node,
        row -> {
          row.told = row.told.with(view, nowMs);
          row.settled.clear();
        });
  }

  /// A node is to be emptied: nothing new is placed there from now on.
  ///
  /// @param deadlineMs milliseconds since the epoch; 0: none
  public void drain(NodeId node, long deadlineMs) {
    changeRow(node, row -> row.told = row.told.with(new NodeView.Drain(true, deadlineMs)));
  }

  /// Takes resources of a node away until the claim is dropped or settled.
  public Claim claim(NodeId node, Resources amount) {
    var claim = new Claim(node, amount);
    changeRowQuietly(node, row -> row.open.add(claim));
    return claim;
  }

  /// The node has acknowledged what was claimed: its next view holds it.
  public void settle(Claim claim) {
    changeRowQuietly(
        claim.node(),
        row -> {
          if (row.open.remove(claim)) {
            row.settled.add(claim);
          }
        });
  }

  /// What was claimed was not given away after all, or was given back.
  public void drop(Claim claim) {
    changeRow(
        claim.node(),
        row -> {
          row.open.remove(claim);
          row.settled.remove(claim);
        });
  }

  /// There is room for another reason than that a node has told so.
  public void roomMade() {
    listeners.forEach(ViewListener::resourcesChanged);
  }

  private interface RowChange {
    void apply(Row row);
  }

  private void changeRow(NodeId node, RowChange change) {
    changeRowQuietly(node, change);
    listeners.forEach(ViewListener::resourcesChanged);
  }

  private void change(Runnable change) {
    synchronized (this) {
      change.run();
      current = null;
    }
    listeners.forEach(ViewListener::resourcesChanged);
  }

  private synchronized void changeRowQuietly(NodeId node, RowChange change) {
    Row row = rows.get(node);
    if (row != null) {
      change.apply(row);
      current = null;
    }
  }
}
