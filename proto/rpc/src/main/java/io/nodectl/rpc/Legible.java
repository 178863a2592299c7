package io.nodectl.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Tells a caller whose request cannot be read that this is so.
///
/// gRPC reads a request before it asks anybody, takes its failure for one of the application, and
/// logs it with a stack trace: whoever sends nonsense could fill a disk.
final class Legible implements ServerInterceptor {

  static final Legible CHECK = new Legible();

  private static final Status REFUSAL =
      Status.INVALID_ARGUMENT.withDescription("the request is not a message of the method's kind");

  private Legible() {}

  /// The service, of which a request that cannot be read is told as none; to be intercepted by
  /// [#CHECK], before all others.
  static ServerServiceDefinition lenient(ServerServiceDefinition service) {
    ServerServiceDefinition.Builder lenient =
        ServerServiceDefinition.builder(service.getServiceDescriptor().getName());
    service.getMethods().forEach(method -> lenient.addMethod(lenient(method)));
    return lenient.build();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Reader<>(next.startCall(call, headers), call);
  }

  private static <Q, R> ServerMethodDefinition<Q, R> lenient(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> described = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        described.toBuilder(
                new Lenient<>(described.getRequestMarshaller()), described.getResponseMarshaller())
            .build(),
        method.getServerCallHandler());
  }

  private static final class Reader<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean refused;

    Reader(ServerCall.Listener<Q> next, ServerCall<Q, ?> call) {
      super(next);
      this.call = call;
    }

    @Override
    public void onMessage(@Nullable Q message) {
      if (message != null) {
        super.onMessage(message);
      } else if (!refused) {
        refused = true;
        call.close(REFUSAL, new Metadata());
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }
  }

  /// Reads what can be read.
  private record Lenient<Q>(Marshaller<Q> strict) implements Marshaller<Q> {
    @Override
    public InputStream stream(Q value) {
      return strict.stream(value);
    }

    @Override
    public @Nullable Q parse(InputStream stream) {
      try {
        return strict.parse(stream);
      } catch (StatusRuntimeException _) {
        // What is wrong with it is of no use to anybody, and may have a part of it in its words.
        return null;
      }
    }
  }
}
