package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.messages.ray.autoscaler.DrainNodeReason;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import io.nodectl.rpc.NodeId;
import java.util.List;
import java.util.Optional;

/// Which nodes are to be emptied, until they are dead.
public record DrainTable(Tables tables) {

  private static final ByteString PREFIX = ByteString.copyFromUtf8("drain/");

  /// Keeps that a node is to be emptied; a later wish takes the place of an earlier one.
  public void keep(DrainNodeRequest wish) {
    tables.put(Table.CLUSTER, key(wish.getNodeId()), wish.toByteString());
  }

  /// All nodes that are to be emptied.
  public List<DrainNodeRequest> all() {
    return tables.scan(Table.CLUSTER, PREFIX).stream().map(row -> parse(row.value())).toList();
  }

  /// What a node died of that does not answer any more: of its preemption, if the time that it was
  /// given is over. Ray 2.60's rule.
  ///
  /// @param nowMs milliseconds since the epoch
  Optional<NodeDeathInfo> causeOfDeath(NodeId node, long nowMs) {
    return tables
        .get(Table.CLUSTER, key(node.bytes()))
        .map(DrainTable::parse)
        .filter(wish -> wish.getReason() == DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION)
        .filter(wish -> wish.getDeadlineTimestampMs() <= nowMs)
        .map(
            wish ->
                NodeDeathInfo.newBuilder()
                    .setReason(Reason.AUTOSCALER_DRAIN_PREEMPTED)
                    .setReasonMessage(wish.getReasonMessage())
                    .build());
  }

  void forget(NodeId node) {
    ByteString key = key(node.bytes());
    if (tables.get(Table.CLUSTER, key).isPresent()) {
      tables.delete(Table.CLUSTER, key);
    }
  }

  private static ByteString key(ByteString node) {
    return PREFIX.concat(node);
  }

  private static DrainNodeRequest parse(ByteString bytes) {
    try {
      return DrainNodeRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new StorageFailed(
          "a kept drain of a node cannot be read", StorageFailed.Course.LASTING, e);
    }
  }
}
