package io.nodectl.load;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.nodectl.testparent.Nonsense;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends nonsense to a service, to all its methods in turn, and counts how the calls end.
///
/// @param channel to the server
/// @param service of which those methods are called that take one request
public record Fuzz(Channel channel, ServiceDescriptor service) {

  /// These are held until something happens that never will.
  private static final Set<String> HELD =
      Set.of("GcsSubscriberPoll", "CreateActor", "WaitPlacementGroupUntilReady");

  private static final long HELD_MS = 50;
  private static final long HANG_MS = 30_000;
  private static final int UNDER_WAY = 500;

  /// Sends so many requests, and waits for their ends.
  ///
  /// @param seed the same requests for the same one
  /// @return how often calls ended with which status
  public Map<Status.Code, Long> send(long messages, long seed) throws InterruptedException {
    var nonsense = new Nonsense(new Random(seed));
    var ends = new Ends();
    List<MethodDescriptor<?, ?>> methods =
        service.getMethods().stream().filter(m -> m.getType() == MethodType.UNARY).toList();
    for (long i = 0; i < messages; i++) {
      MethodDescriptor<?, ?> method = methods.get((int) (i % methods.size()));
      ends.free.acquire();
      send(method, nonsense.like(prototype(method)), ends);
    }
    ends.free.acquire(UNDER_WAY);
    return ends.counts;
  }

  private void send(MethodDescriptor<?, ?> method, byte[] request, Ends ends) {
    MethodDescriptor<byte[], byte[]> raw =
        method.toBuilder(Bytes.OUT, Bytes.OUT).setSampledToLocalTracing(false).build();
    long patience = HELD.contains(method.getBareMethodName()) ? HELD_MS : HANG_MS;
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            raw, CallOptions.DEFAULT.withDeadlineAfter(patience, TimeUnit.MILLISECONDS));
    call.start(ends.listener(), new Metadata());
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
  }

  private static Message prototype(MethodDescriptor<?, ?> method) {
    var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
    return (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
  }

  private static final class Ends {
    final Semaphore free = new Semaphore(UNDER_WAY);
    final Map<Status.Code, Long> counts = new EnumMap<>(Status.Code.class);

    ClientCall.Listener<byte[]> listener() {
      return new ClientCall.Listener<>() {
        @Override
        public void onClose(Status status, Metadata trailers) {
          synchronized (counts) {
            counts.merge(status.getCode(), 1L, Long::sum);
          }
          free.release();
        }
      };
    }
  }

  /// Bytes as they are; what comes back is of no interest.
  private enum Bytes implements Marshaller<byte[]> {
    OUT;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }
}
