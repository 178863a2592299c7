package io.nodectl.gcs.metrics;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures how long calls take from their beginning to their end, and tells of slow ones: by name
/// and time alone, never what was said.
public final class RpcMetrics implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(RpcMetrics.class);

  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long NANOS_PER_MS = 1_000_000;

  /// Calls that are held until something happens.
  private static final Set<String> HELD =
      Set.of("GcsSubscriberPoll", "CreateActor", "WaitPlacementGroupUntilReady", "StartSync");

  /// The method whose call is being carried out on a thread.
  private static final ThreadLocal<@Nullable Method> CURRENT = new ThreadLocal<>();

  private final LongSupplier nanos;
  private final Map<String, Method> methods = new ConcurrentHashMap<>();

  /// What is known of one method.
  static final class Method {
    final Durations durations = new Durations();

    /// How long its questions to the store waited for the store's thread.
    final Durations queued = new Durations();

    /// Calls that ended with another status than OK, those included whose callers hung up.
    final LongAdder failures = new LongAdder();

    private final String name;
    private final boolean held;
    private final AtomicLong toldAt = new AtomicLong(Long.MIN_VALUE);

    private Method(String name) {
      this.name = name;
      this.held = HELD.contains(name.substring(name.indexOf('/') + 1));
    }
  }

  /// @param nanos a monotonic clock
  public RpcMetrics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Method method =
        methods.computeIfAbsent(call.getMethodDescriptor().getFullMethodName(), Method::new);
    var measured = new Measured<>(call, method);
    return new Listener<>(next.startCall(measured, headers), measured);
  }

  /// What is known of each method that was called, by its full name.
  Map<String, Method> methods() {
    return methods;
  }

  /// The method whose call is being carried out on this thread, if one is.
  static @Nullable Method current() {
    return CURRENT.get();
  }

  private void ended(Method method, Status status, long took) {
    method.durations.add(took);
    if (!status.isOk()) {
      method.failures.increment();
    }
    if (took > SLOW_NANOS && !method.held && mayTell(method)) {
      LOG.warn("{} took {} ms ({})", method.name, took / NANOS_PER_MS, status.getCode());
    }
  }

  /// Once in a while for each method.
  private boolean mayTell(Method method) {
    long now = nanos.getAsLong();
    long told = method.toldAt.get();
    return (told == Long.MIN_VALUE || now - told > TELL_EVERY_NANOS)
        && method.toldAt.compareAndSet(told, now);
  }

  /// A call that is timed. It ends by our word, or by its caller's hanging up.
  private final class Measured<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Method method;
    private final long begun = nanos.getAsLong();
    private volatile boolean closed;

    Measured(ServerCall<Q, R> call, Method method) {
      super(call);
      this.method = method;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      closed = true;
      ended(method, status, nanos.getAsLong() - begun);
      super.close(status, trailers);
    }

    void hungUp() {
      if (!closed) {
        ended(method, Status.CANCELLED, nanos.getAsLong() - begun);
      }
    }
  }

  /// Says which method is at work while a request is handed on, which is when it asks the store.
  private static final class Listener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Measured<Q, ?> call;

    Listener(ServerCall.Listener<Q> next, Measured<Q, ?> call) {
      super(next);
      this.call = call;
    }

    @Override
    public void onHalfClose() {
      CURRENT.set(call.method);
      try {
        super.onHalfClose();
      } finally {
        CURRENT.remove();
      }
    }

    @Override
    public void onCancel() {
      call.hungUp();
      super.onCancel();
    }
  }
}
