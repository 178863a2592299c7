package io.nodectl.raylet;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import java.util.concurrent.atomic.AtomicBoolean;

/// The stream on which one gcs is told what this node has, as by Ray 2.60's raylets. What comes
/// back tells of other nodes, which is of no use here.
final class ResourceStream {

  private static final Metadata.Key<String> NODE_ID =
      Metadata.Key.of("node_id", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;
  private final AtomicBoolean open = new AtomicBoolean();

  ResourceStream(ManagedChannel channel) {
    this.channel = channel;
  }

  /// Tells it, unless that was done and the stream is still there. A stream that fails is opened
  /// again by the next call.
  void tell(NodeIdentity node, ResourceViewSyncMessage view) {
    if (!open.compareAndSet(false, true)) {
      return;
    }
    ClientCall<RaySyncMessageBatch, RaySyncMessageBatch> call =
        channel.newCall(RaySyncerGrpc.getStartSyncMethod(), CallOptions.DEFAULT);
    var headers = new Metadata();
    headers.put(NODE_ID, node.id().hex());
    call.start(new Listener(open), headers);
    call.request(Integer.MAX_VALUE);
    call.sendMessage(
        RaySyncMessageBatch.newBuilder()
            .addMessages(
                RaySyncMessage.newBuilder()
                    .setNodeId(node.id().bytes())
                    .setSyncMessage(view.toByteString()))
            .build());
  }

  private static final class Listener extends ClientCall.Listener<RaySyncMessageBatch> {
    private final AtomicBoolean open;

    Listener(AtomicBoolean open) {
      this.open = open;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      open.set(false);
    }
  }
}
