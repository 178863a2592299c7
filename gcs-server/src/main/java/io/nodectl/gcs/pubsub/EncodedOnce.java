package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.nodectl.gcs.reply.EncodedBytes;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Writes replies of which one and the same goes to many: it is encoded for the first of them.
///
/// @param <M> what is replied
final class EncodedOnce<M> implements Marshaller<M> {

  /// Larger ones are not kept: they would stay in memory until the next reply.
  private static final int LARGEST = 64 << 10;

  private final Marshaller<M> usual;
  private volatile @Nullable Last last;

  private record Last(Object message, ByteString bytes) {}

  private EncodedOnce(Marshaller<M> usual) {
    this.usual = usual;
  }

  /// The service, whose replies of all methods are encoded this way.
  static BindableService replies(BindableService service) {
    return () -> {
      ServerServiceDefinition bound = service.bindService();
      ServerServiceDefinition.Builder changed =
          ServerServiceDefinition.builder(bound.getServiceDescriptor().getName());
      bound.getMethods().forEach(method -> changed.addMethod(once(method)));
      return changed.build();
    };
  }

  private static <Q, R> ServerMethodDefinition<Q, R> once(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> described = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        described.toBuilder(
                described.getRequestMarshaller(),
                new EncodedOnce<>(described.getResponseMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  /// One and the same, not an equal one: comparing whole messages would cost what it saves.
  @Override
  @SuppressWarnings("ReferenceEquality")
  public InputStream stream(M value) {
    Last known = last;
    if (known != null && known.message == value) {
      return new EncodedBytes(known.bytes);
    }
    if (value instanceof MessageLite message && message.getSerializedSize() <= LARGEST) {
      ByteString bytes = message.toByteString();
      last = new Last(value, bytes);
      return new EncodedBytes(bytes);
    }
    return usual.stream(value);
  }

  @Override
  public M parse(InputStream stream) {
    return usual.parse(stream);
  }
}
