package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import io.nodectl.rpc.ClusterId;
import java.util.Optional;

/// What is kept of the cluster as a whole.
record ClusterTable(Tables tables) {

  private static final ByteString ID = ByteString.copyFromUtf8("id");

  /// The cluster's id, drawn when it is asked for the first time.
  ClusterId id() {
    Optional<ClusterId> kept = tables.get(Table.CLUSTER, ID).map(ClusterId::of);
    return kept.orElseGet(this::draw);
  }

  private ClusterId draw() {
    ClusterId drawn = ClusterId.random();
    tables.put(Table.CLUSTER, ID, drawn.bytes());
    return drawn;
  }
}
