package io.nodectl.gcs.resources;

import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the nodes have and what of it is free, as far as it has been told here. Kept in memory
/// alone: after a restart every node tells it again.
///
/// For all threads. Whoever schedules takes a [#snapshot], decides, and claims what he gives away,
/// so that the next decision does not give it away again before the node has told of it.
public final class ClusterView implements NodeListener {

  private final Map<NodeId, ToldNode> rows = new HashMap<>();
  private final List<ViewListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable ClusterSnapshot current;

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

  /// What a node registered with, if it lives.
  public synchronized Optional<GcsNodeInfo> info(NodeId id) {
    return Optional.ofNullable(rows.get(id)).map(ToldNode::info);
  }

  @Override
  public void registered(GcsNodeInfo node) {
    change(
        () ->
            rows.compute(
                NodeId.of(node.getNodeId()),
                (_, known) -> {
                  if (known == null) {
                    return new ToldNode(NodeView.registered(node));
                  }
                  known.change(told -> told.with(node));
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
    changeRow(node, row -> row.tell(told -> told.with(view, nowMs)));
  }

  /// A node is to be emptied: nothing new is placed there from now on.
  ///
  /// @param deadlineMs milliseconds since the epoch; 0: none
  public void drain(NodeId node, long deadlineMs) {
    changeRow(node, row -> row.change(told -> told.with(new NodeView.Drain(true, deadlineMs))));
  }

  /// Takes resources of a node away until the claim is dropped or settled.
  public Claim claim(NodeId node, Resources amount) {
    var claim = new Claim(node, amount);
    changeRowQuietly(node, row -> row.claim(claim));
    return claim;
  }

  /// The node has acknowledged what was claimed: its next view holds it.
  public void settle(Claim claim) {
    changeRowQuietly(claim.node(), row -> row.settle(claim));
  }

  /// What was claimed was not given away after all, or was given back.
  public void drop(Claim claim) {
    changeRow(claim.node(), row -> row.drop(claim));
  }

  /// There is room for another reason than that a node has told so.
  public void roomMade() {
    listeners.forEach(ViewListener::resourcesChanged);
  }

  private void changeRow(NodeId node, Consumer<ToldNode> change) {
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

  private synchronized void changeRowQuietly(NodeId node, Consumer<ToldNode> change) {
    ToldNode row = rows.get(node);
    if (row != null) {
      change.accept(row);
      current = null;
    }
  }
}
