package io.nodectl.gcs.syncer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientCall.Listener;
import io.grpc.Metadata;
import io.grpc.Status;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A raylet's end of a syncer stream.
final class SyncedNode {

  private static final Metadata.Key<String> NODE_ID =
      Metadata.Key.of("node_id", Metadata.ASCII_STRING_MARSHALLER);
  private static final long HANG_S = 30;

  private final ClientCall<RaySyncMessageBatch, RaySyncMessageBatch> call;
  private final BlockingQueue<RaySyncMessage> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> peer = new CompletableFuture<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private SyncedNode(ClientCall<RaySyncMessageBatch, RaySyncMessageBatch> call) {
    this.call = call;
  }

  /// Opens a stream that says it is of this node.
  static SyncedNode open(Channel channel, String nodeId) {
    var node =
        new SyncedNode(channel.newCall(RaySyncerGrpc.getStartSyncMethod(), CallOptions.DEFAULT));
    var headers = new Metadata();
    headers.put(NODE_ID, nodeId);
    node.call.start(node.listener(), headers);
    node.call.request(Integer.MAX_VALUE);
    return node;
  }

  void tell(RaySyncMessage message) {
    call.sendMessage(RaySyncMessageBatch.newBuilder().addMessages(message).build());
  }

  void finish() {
    call.halfClose();
  }

  void vanish() {
    call.cancel("the raylet has gone", null);
  }

  /// The next message of another node.
  RaySyncMessage next() throws InterruptedException {
    RaySyncMessage message = heard.poll(HANG_S, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing heard");
    }
    return message;
  }

  /// Who the other end says it is.
  String peer() {
    return peer.orTimeout(HANG_S, TimeUnit.SECONDS).join();
  }

  Status end() {
    return end.orTimeout(HANG_S, TimeUnit.SECONDS).join();
  }

  private Listener<RaySyncMessageBatch> listener() {
    return new Listener<>() {
      @Override
      public void onHeaders(Metadata headers) {
        peer.complete(String.valueOf(headers.get(NODE_ID)));
      }

      @Override
      public void onMessage(RaySyncMessageBatch batch) {
        heard.addAll(batch.getMessagesList());
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        end.complete(status);
      }
    };
  }
}
