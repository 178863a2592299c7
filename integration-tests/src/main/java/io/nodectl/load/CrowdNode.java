package io.nodectl.load;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.RegisterNodeReply;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.syncer.MessageType;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.NodeId;
import java.util.concurrent.CompletableFuture;

/// A node of a crowd, as its GCS sees it: it registers, tells what it has, and hears of the others.
final class CrowdNode {

  private static final Metadata.Key<String> NODE_ID =
      Metadata.Key.of("node_id", Metadata.ASCII_STRING_MARSHALLER);

  private static final MethodDescriptor<RaySyncMessageBatch, Integer> SYNC =
      Calls.weighed(RaySyncerGrpc.getStartSyncMethod());

  private final ManagedChannel gcs;
  private final NodeId id;
  private final GcsNodeInfo info;
  private final Runnable streamLost;
  private final ClientCall<RaySyncMessageBatch, Integer> sync;
  private long version;

  /// @param gcs a connection of its own
  /// @param info with that id
  /// @param streamLost told when the GCS has ended the stream
  CrowdNode(ManagedChannel gcs, NodeId id, GcsNodeInfo info, Runnable streamLost) {
    this.gcs = gcs;
    this.id = id;
    this.info = info;
    this.streamLost = streamLost;
    this.sync = gcs.newCall(SYNC, CallOptions.DEFAULT);
  }

  /// Registers, and then begins to tell and to hear.
  CompletableFuture<?> join() {
    return Calls.call(
            gcs,
            NodeInfoGcsServiceGrpc.getRegisterNodeMethod(),
            RegisterNodeRequest.newBuilder().setNodeInfo(info).build())
        .thenAccept(this::registered);
  }

  /// Something has changed on it, which the others are to hear.
  synchronized void change() {
    ResourceViewSyncMessage.Builder view =
        ResourceViewSyncMessage.newBuilder()
            .putAllResourcesTotal(info.getResourcesTotalMap())
            .putAllResourcesAvailable(info.getResourcesTotalMap())
            .putResourcesAvailable("CPU", version % (info.getResourcesTotalOrThrow("CPU") + 1))
            .setDrainingDeadlineTimestampMs(-1)
            .putAllLabels(info.getLabelsMap());
    sync.sendMessage(
        RaySyncMessageBatch.newBuilder()
            .addMessages(
                RaySyncMessage.newBuilder()
                    .setVersion(version++)
                    .setMessageType(MessageType.RESOURCE_VIEW)
                    .setSyncMessage(view.build().toByteString())
                    .setNodeId(id.bytes()))
            .build());
  }

  private void registered(RegisterNodeReply reply) {
    if (reply.getStatus().getCode() != 0) {
      throw new IllegalStateException(reply.getStatus().toString());
    }
    var headers = new Metadata();
    headers.put(NODE_ID, id.hex());
    sync.start(new Listening(), headers);
    sync.request(1);
    change();
  }

  private final class Listening extends ClientCall.Listener<Integer> {
    @Override
    public void onMessage(Integer bytes) {
      sync.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      streamLost.run();
    }
  }
}
