package io.nodectl.gcs;

import io.nodectl.rpc.ClusterId;

/// Where the id of the cluster comes from.
@FunctionalInterface
interface ClusterIdSource {

  /// The id, the same at every call.
  ClusterId clusterId();

  /// An id for a cluster that lives no longer than this process.
  static ClusterIdSource drawn() {
    ClusterId id = ClusterId.random();
    return () -> id;
  }
}
