package io.nodectl.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Unary calls that cost the caller little: their answers are taken on the network's own thread.
final class Calls {

  private Calls() {}

  /// Calls once.
  static <Q, R> CompletableFuture<R> call(Channel channel, MethodDescriptor<Q, R> method, Q asked) {
    Answer<R> answer = new Answer<>();
    CallOptions direct = CallOptions.DEFAULT.withExecutor(Runnable::run);
    ClientCalls.asyncUnaryCall(channel.newCall(method, direct), asked, answer);
    return answer.result;
  }

  /// The same method, of whose answers only the size is read, in bytes: so a caller of large ones
  /// measures the server and not itself.
  static <Q> MethodDescriptor<Q, Integer> weighed(MethodDescriptor<Q, ?> method) {
    return method.toBuilder(method.getRequestMarshaller(), WEIGHING).build();
  }

  private static final Marshaller<Integer> WEIGHING =
      new Marshaller<>() {
        @Override
        public InputStream stream(Integer size) {
          throw new UnsupportedOperationException("it only comes in");
        }

        @Override
        public Integer parse(InputStream stream) {
          try {
            return stream instanceof KnownLength
                ? stream.available()
                : Math.toIntExact(stream.transferTo(OutputStream.nullOutputStream()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private static final class Answer<R> implements StreamObserver<R> {
    final CompletableFuture<R> result = new CompletableFuture<>();
    private @Nullable R reply;

    @Override
    public void onNext(R message) {
      reply = message;
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      R message = reply;
      if (message == null) {
        result.completeExceptionally(new IllegalStateException("the call ended without an answer"));
      } else {
        result.complete(message);
      }
    }
  }
}
