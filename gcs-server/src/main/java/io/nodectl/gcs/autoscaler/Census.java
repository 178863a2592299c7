package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.nodes.NodeTable;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.autoscaler.AutoscalingState;
import io.nodectl.messages.ray.autoscaler.ClusterResourceConstraint;
import java.util.List;
import java.util.Optional;

/// What is kept of a cluster and matters to whoever asks how it is.
///
/// @param nodes living and dead
/// @param groups placement groups that are not removed
/// @param session the name of the cluster's session
record Census(
    List<GcsNodeInfo> nodes,
    List<PlacementGroupTableData> groups,
    Optional<ClusterResourceConstraint> constraint,
    Optional<AutoscalingState> state,
    String session) {

  private static final ByteString SESSION = ByteString.copyFromUtf8("session");
  private static final ByteString SESSION_NAME = ByteString.copyFromUtf8("session_name");

  static Census of(Tables tables) {
    var autoscaler = new AutoscalerTable(tables);
    return new Census(
        new NodeTable(tables).all(),
        new GroupRows(tables).present(),
        autoscaler.constraint(),
        autoscaler.state(),
        new KvTable(tables).get(SESSION, SESSION_NAME).map(ByteString::toStringUtf8).orElse(""));
  }
}
