package io.nodectl.gcs.resources;

import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.NodeId;
import java.util.List;
import java.util.Map;

/// One living node as it is known at the moment.
///
/// @param info what it registered with
/// @param total what it has
/// @param available what is free, less what was claimed since the node's last view
/// @param labels of its last view, or of its registration
/// @param activity what it says of its doings
/// @param drain whether it is to be emptied
public record NodeView(
    GcsNodeInfo info,
    Resources total,
    Resources available,
    Map<String, String> labels,
    Activity activity,
    Drain drain) {

  /// A node that has just registered: all that it has is free.
  static NodeView registered(GcsNodeInfo info) {
    Resources all = Resources.of(info.getResourcesTotalMap());
    return new NodeView(info, all, all, info.getLabelsMap(), Activity.UNKNOWN, Drain.NONE);
  }

  public NodeId id() {
    return NodeId.of(info.getNodeId());
  }

  /// Whether Ray's tasks, actors and bundles can be placed here at all.
  public boolean takesLeases() {
    return Nodes.takesLeases(info);
  }

  /// Whether anything new may be placed here.
  public boolean isOpen() {
    return takesLeases() && !drain.isOn();
  }

  NodeView with(GcsNodeInfo again) {
    return new NodeView(again, total, available, labels, activity, drain);
  }

  NodeView with(Resources free) {
    return new NodeView(info, total, free, labels, activity, drain);
  }

  NodeView with(Drain asked) {
    return new NodeView(info, total, available, labels, activity, asked);
  }

  /// What the node itself says of draining is only taken up: a drain is never taken back.
  ///
  /// @param nowMs milliseconds since the epoch
  NodeView with(ResourceViewSyncMessage view, long nowMs) {
    return new NodeView(
        info,
        Resources.of(view.getResourcesTotalMap()),
        Resources.of(view.getResourcesAvailableMap()),
        view.getLabelsCount() > 0 ? view.getLabelsMap() : labels,
        new Activity(
            view.getIdleDurationMs() > 0 ? nowMs - view.getIdleDurationMs() : Activity.BUSY,
            view.getObjectPullsQueued(),
            List.copyOf(view.getNodeActivityList())),
        view.getIsDraining() ? new Drain(true, view.getDrainingDeadlineTimestampMs()) : drain);
  }

  /// What a node says of its doings.
  ///
  /// @param idleSinceMs since when it has nothing to do, in milliseconds since the epoch; or
  ///     [#BUSY]
  /// @param pullsQueued whether it waits for memory for objects
  /// @param reasons why it is not idle, in words
  public record Activity(long idleSinceMs, boolean pullsQueued, List<String> reasons) {

    static final long BUSY = Long.MAX_VALUE;

    static final Activity UNKNOWN = new Activity(BUSY, false, List.of());

    /// For how long it had nothing to do, in milliseconds; 0 while it has.
    public long idleMs(long nowMs) {
      return idleSinceMs == BUSY ? 0 : Math.max(1, nowMs - idleSinceMs);
    }
  }

  /// Whether a node is to be emptied.
  ///
  /// @param isOn whether it is
  /// @param deadlineMs until when, in milliseconds since the epoch; 0 or less: no deadline
  public record Drain(boolean isOn, long deadlineMs) {

    /// The node stays; the deadline is Ray 2.60's word for none.
    public static final Drain NONE = new Drain(false, -1);
  }
}
