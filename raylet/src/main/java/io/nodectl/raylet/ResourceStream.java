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
import java.util.Optional;

/// The stream on which one gcs is told what this node has, as by Ray 2.60's raylets. What comes
/// back tells of other nodes, which is of no use here.
final class ResourceStream {

  private static final Metadata.Key<String> NODE_ID =
      Metadata.Key.of("node_id", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;
  private Optional<Open> open = Optional.empty();

  ResourceStream(ManagedChannel channel) {
    this.channel = channel;
  }

  /// Tells it, unless that was the last that was told and the stream is still there. A stream that
  /// fails is opened again by the next call.
  void tell(NodeIdentity node, ResourceViewSyncMessage view) {
    if (open.isEmpty() || open.get().hasEnded) {
      open = Optional.of(Open.on(channel, node));
    }
    open.get().tell(node, view);
  }

  private static final class Open extends ClientCall.Listener<RaySyncMessageBatch> {
    private final ClientCall<RaySyncMessageBatch, RaySyncMessageBatch> call;
    private ResourceViewSyncMessage last = ResourceViewSyncMessage.getDefaultInstance();
    private long version;
    private volatile boolean hasEnded;

    private Open(ClientCall<RaySyncMessageBatch, RaySyncMessageBatch> call) {
      this.call = call;
    }

    static Open on(ManagedChannel channel, NodeIdentity node) {
      var opened =
          new Open(channel.newCall(RaySyncerGrpc.getStartSyncMethod(), CallOptions.DEFAULT));
      var headers = new Metadata();
      headers.put(NODE_ID, node.id().hex());
      opened.call.start(opened, headers);
      opened.call.request(Integer.MAX_VALUE);
      return opened;
    }

    /// For how long the node is idle is counted on by whoever hears it, so that alone is no news.
    void tell(NodeIdentity node, ResourceViewSyncMessage view) {
      ResourceViewSyncMessage lasting =
          view.toBuilder().setIdleDurationMs(Math.min(1, view.getIdleDurationMs())).build();
      if (lasting.equals(last)) {
        return;
      }
      last = lasting;
      call.sendMessage(
          RaySyncMessageBatch.newBuilder()
              .addMessages(
                  RaySyncMessage.newBuilder()
                      .setVersion(version++)
                      .setNodeId(node.id().bytes())
                      .setSyncMessage(view.toByteString()))
              .build());
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      hasEnded = true;
    }
  }
}
