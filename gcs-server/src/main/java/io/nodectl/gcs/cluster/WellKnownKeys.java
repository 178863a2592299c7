package io.nodectl.gcs.cluster;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.rpc.ClusterId;

/// The keys that Ray 2.60's programs expect in the internal key-value store of every cluster.
///
/// @param settings what was said of the session
/// @param drawn the name of a session that has none yet, see [RaySession#drawn]
/// @param pid this process
public record WellKnownKeys(RaySettings settings, String drawn, long pid) {

  private static final ByteString CLUSTER = text("cluster");
  private static final ByteString NO_NAMESPACE = ByteString.EMPTY;

  /// Puts those that are known at once; a name that was said comes before one that was kept.
  public void put(Tables tables) {
    KvTable kv = new KvTable(tables);
    ClusterId id = new ClusterTable(tables).id();
    kv.put(CLUSTER, text("ray_cluster_id"), id.bytes());
    kv.put(NO_NAMESPACE, text("gcs_pid"), text(Long.toString(pid)));
    kv.put(
        text("__autoscaler"), text("__autoscaler_v2_enabled"), text(settings.autoscaler().flag()));
    if (settings.sessionName().isPresent()) {
      kv.put(RaySession.NAMESPACE, RaySession.KEY, text(settings.sessionName().get()));
    } else {
      kv.putIfAbsent(RaySession.NAMESPACE, RaySession.KEY, text(drawn));
    }
  }

  /// Puts what Ray's programs compare with themselves before they join, in the form of Ray 2.60's
  /// start script.
  ///
  /// @param python the version of the interpreter that they are to have, such as `3.11.7`
  public static void putMetadata(Tables tables, String python) {
    String json =
        "{\"ray_version\": \"%s\", \"python_version\": \"%s\", \"ray_init_cluster\": false}"
            .formatted(RayRelease.VERSION, python);
    new KvTable(tables).put(CLUSTER, text("CLUSTER_METADATA"), text(json));
  }

  private static ByteString text(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
