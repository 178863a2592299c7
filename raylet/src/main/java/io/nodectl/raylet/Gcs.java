package io.nodectl.raylet;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import java.time.Duration;
import java.util.function.Consumer;

/// The gcs-server of the moment, as the registration needs it. Calls return at once; answers come
/// on any thread.
interface Gcs extends AutoCloseable {

  /// Drops the gcs before it, with all calls on it, and turns to this one.
  void connect(GcsPeer peer, Access access);

  /// Sends `RegisterNode` to the gcs of the last [#connect].
  void register(GcsNodeInfo node, Consumer<GcsAnswer> answer);

  /// Sends `CheckAlive` of this one node to the gcs of the last [#connect].
  void checkAlive(NodeIdentity node, Consumer<GcsAnswer> answer);

  /// Tells the gcs of the last [#connect] what the node has, on a stream that stays open. Where it
  /// is open already, nothing is said twice in a row.
  void report(NodeIdentity node, ResourceViewSyncMessage view);

  /// Sends `UnregisterNode` to the gcs of the last [#connect]; `done` is run when it was answered
  /// or failed.
  void unregister(UnregisterNodeRequest request, Duration limit, Runnable done);

  @Override
  void close();
}
