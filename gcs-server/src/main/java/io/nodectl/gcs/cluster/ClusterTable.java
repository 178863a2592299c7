package io.nodectl.gcs.cluster;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.rpc.ClusterId;
import java.util.Optional;

/// What is kept of the cluster as a whole.
public record ClusterTable(Tables tables) {

  private static final ByteString ID = ByteString.copyFromUtf8("id");

  /// The cluster's id, drawn when it is asked for the first time.
  public ClusterId id() {
    Optional<ClusterId> kept = tables.get(Table.CLUSTER, ID).map(ClusterId::of);
    return kept.orElseGet(this::draw);
  }

  private ClusterId draw() {
    ClusterId drawn = ClusterId.random();
    tables.put(Table.CLUSTER, ID, drawn.bytes());
    return drawn;
  }
}
