package io.nodectl.rpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts what each connection has under way, and refuses calls of those that have too much: a
/// program that runs wild, or does not read its answers, is told so, and the others do not pay.
final class LoadGuard implements ServerInterceptor {

  private static final Attributes.Key<Connection> CONNECTION =
      Attributes.Key.create("nodectl-connection");

  /// Who leaves less unread is never held to account for the others.
  private static final long SMALL = 1 << 20;

  private final Limits limits;
  private final LongSupplier nanos;
  private final LongAdder connections = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong unread = new AtomicLong();

  /// @param nanos a monotonic clock
  LoadGuard(Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  Load load() {
    return new Load(connections.sum(), calls.get(), unread.get(), refused.sum());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Connection connection = call.getAttributes().get(CONNECTION);
    Optional<String> excess = connection == null ? Optional.empty() : excess(connection);
    if (excess.isEmpty()) {
      return next.startCall(call, headers);
    }
    refused.increment();
    call.close(Status.RESOURCE_EXHAUSTED.withDescription(excess.get()), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  /// What a connection has too much of. Its call is counted already.
  private Optional<String> excess(Connection connection) {
    if (!connection.mayCall(nanos.getAsLong())) {
      return Optional.of(
          "more than %d calls a second over one connection; call less often"
              .formatted(limits.callsPerSecond()));
    }
    if (calls.get() > limits.calls()) {
      return Optional.of(
          "more than %d calls are open at once; end some, or call later".formatted(limits.calls()));
    }
    long left = connection.unread.get();
    if (left > limits.unreadBytes() || (unread.get() > 2 * limits.unreadBytes() && left > SMALL)) {
      return Optional.of(
          "%d bytes of answers wait for this caller; read them first".formatted(left));
    }
    return Optional.empty();
  }

  /// One of them.
  private final class Connection {
    private final Allowance allowance = new Allowance(limits.callsPerSecond(), nanos.getAsLong());
    private final AtomicLong unread = new AtomicLong();

    synchronized boolean mayCall(long now) {
      return allowance.take(now);
    }
  }

  /// Sees connections come and go.
  ServerTransportFilter connections() {
    return new ServerTransportFilter() {
      @Override
      public Attributes transportReady(Attributes transport) {
        connections.increment();
        return transport.toBuilder().set(CONNECTION, new Connection()).build();
      }

      @Override
      public void transportTerminated(Attributes transport) {
        if (transport != null && transport.get(CONNECTION) != null) {
          connections.decrement();
        }
      }
    };
  }

  /// Sees calls come and go, to the moment at which the last byte of the answer is on its way.
  ServerStreamTracer.Factory calls() {
    return new ServerStreamTracer.Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new Call();
      }
    };
  }

  /// A call and its answer. Streams are left out of the bytes: who sends on them waits until they
  /// are ready. An answer may be given, by another thread, after the call was cancelled: that is
  /// not sent.
  private final class Call extends ServerStreamTracer {
    private @Nullable Connection connection;
    private boolean started;
    private boolean closed;
    private long sent;

    @Override
    public synchronized void serverCallStarted(ServerCallInfo<?, ?> call) {
      started = true;
      calls.incrementAndGet();
      if (call.getMethodDescriptor().getType() == MethodType.UNARY) {
        connection = call.getAttributes().get(CONNECTION);
      }
    }

    @Override
    public synchronized void outboundWireSize(long bytes) {
      if (connection != null && !closed) {
        sent += bytes;
        connection.unread.addAndGet(bytes);
        unread.addAndGet(bytes);
      }
    }

    @Override
    public synchronized void streamClosed(Status status) {
      closed = true;
      if (started) {
        calls.decrementAndGet();
      }
      if (connection != null) {
        connection.unread.addAndGet(-sent);
        unread.addAndGet(-sent);
      }
    }
  }
}
