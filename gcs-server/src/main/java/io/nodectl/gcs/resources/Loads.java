package io.nodectl.gcs.resources;

import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.ResourcesData;
import io.nodectl.rpc.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What each node was last found to be asked for. For all threads.
public final class Loads implements NodeListener {

  private final Map<NodeId, ResourcesData> last = new ConcurrentHashMap<>();

  /// What a node has last answered.
  public Optional<ResourcesData> of(NodeId node) {
    return Optional.ofNullable(last.get(node));
  }

  public void answered(NodeId node, ResourcesData load) {
    last.put(node, load);
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    last.remove(NodeId.of(node.getNodeId()));
  }
}
