package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.ResourcesData;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.FixedPoint;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads from what gcs-server tells which other nodes run workers, and what is free of them.
final class Offers {
  private Offers() {}

  /// @param ownId of this node, which is left out
  static List<NodeOffer> of(List<GcsNodeInfo> nodes, List<ResourcesData> usage, String ownId) {
    Map<ByteString, ResourcesData> used = new HashMap<>();
    usage.forEach(node -> used.put(node.getNodeId(), node));
    var offers = new ArrayList<NodeOffer>();
    for (GcsNodeInfo node : nodes) {
      String id = NodeId.of(node.getNodeId()).hex();
      // Ray's own raylets have an object store, and know nothing of our workers.
      boolean isOurs = node.getObjectStoreSocketName().isEmpty();
      if (isOurs && !id.equals(ownId)) {
        offers.add(
            offer(
                id, node, used.getOrDefault(node.getNodeId(), ResourcesData.getDefaultInstance())));
      }
    }
    return offers;
  }

  private static NodeOffer offer(String id, GcsNodeInfo node, ResourcesData used) {
    boolean isKnown = used.getResourcesTotalCount() > 0;
    Amounts total = amounts(isKnown ? used.getResourcesTotalMap() : node.getResourcesTotalMap());
    return new NodeOffer(
        id,
        address(node),
        total,
        isKnown ? amounts(used.getResourcesAvailableMap()) : total,
        used.getLabelsCount() > 0 ? used.getLabelsMap() : node.getLabelsMap(),
        used.getIsDraining());
  }

  private static String address(GcsNodeInfo node) {
    String host = node.getNodeManagerAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + node.getNodeManagerPort();
  }

  private static Amounts amounts(Map<String, Double> doubles) {
    var units = new TreeMap<String, Long>();
    doubles.forEach((name, amount) -> units.put(name, Math.round(amount * FixedPoint.ONE)));
    return new Amounts(units);
  }
}
