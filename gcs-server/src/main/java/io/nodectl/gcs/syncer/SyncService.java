package io.nodectl.gcs.syncer;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc;
import io.nodectl.rpc.NodeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The syncer's streams over Ray 2.60's messages. Who calls says in the metadata which node it is,
/// and is told in the same way that this is the GCS.
///
/// Below gRPC's stubs, since the metadata of both directions and the readiness of a slow reader
/// matter here.
public final class SyncService implements BindableService {

  private static final Metadata.Key<String> NODE_ID =
      Metadata.Key.of("node_id", Metadata.ASCII_STRING_MARSHALLER);

  /// The GCS's own id in Ray 2.60.
  private static final String GCS = "0".repeat(2 * NodeId.LENGTH);

  private final Syncer syncer;

  public SyncService(Syncer syncer) {
    this.syncer = syncer;
  }

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<RaySyncMessageBatch, RaySyncMessageBatch> described =
        RaySyncerGrpc.getStartSyncMethod();
    return ServerServiceDefinition.builder(RaySyncerGrpc.SERVICE_NAME)
        .addMethod(
            described.toBuilder(described.getRequestMarshaller(), EncodedBatch.MARSHALLER).build(),
            this::begin)
        .build();
  }

  private ServerCall.Listener<RaySyncMessageBatch> begin(
      ServerCall<RaySyncMessageBatch, EncodedBatch> call, Metadata headers) {
    Optional<NodeId> node = node(headers.get(NODE_ID));
    if (node.isEmpty()) {
      call.close(
          Status.INVALID_ARGUMENT.withDescription(
              "the metadata node_id must be 28 bytes as 56 hex digits"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    var own = new Metadata();
    own.put(NODE_ID, GCS);
    // The next batch when the last one is gone.
    call.setOnReadyThreshold(1);
    call.sendHeaders(own);
    call.request(1);
    syncer.opened(node.get(), call);
    return new Listener(syncer, node.get(), call);
  }

  private static Optional<NodeId> node(@Nullable String hex) {
    try {
      return Optional.ofNullable(hex).map(NodeId::fromHex);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static final class Listener extends ServerCall.Listener<RaySyncMessageBatch> {
    private final Syncer syncer;
    private final NodeId node;
    private final ServerCall<RaySyncMessageBatch, EncodedBatch> call;

    Listener(Syncer syncer, NodeId node, ServerCall<RaySyncMessageBatch, EncodedBatch> call) {
      this.syncer = syncer;
      this.node = node;
      this.call = call;
    }

    @Override
    public void onMessage(RaySyncMessageBatch batch) {
      syncer.told(node, batch, call);
    }

    @Override
    public void onReady() {
      syncer.canRead(node);
    }

    @Override
    public void onHalfClose() {
      syncer.finished(node, call);
    }

    @Override
    public void onCancel() {
      syncer.closed(node, call);
    }
  }
}
