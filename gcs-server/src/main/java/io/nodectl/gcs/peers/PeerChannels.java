package io.nodectl.gcs.peers;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Pings;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls to raylets, workers and drivers over one channel per address.
///
/// A channel is opened by the first call and closed some time after the last one, so nobody has to
/// tell when a peer is gone: calls to it end, and with them its channel. Calls carry the cluster's
/// token, and no cluster id (Ray 2.60's GCS sends none). They are not tried again: whoever calls
/// knows what a failure means.
public final class PeerChannels implements AutoCloseable {

  /// How long a call may take.
  ///
  /// @param limit none means as long as it takes
  record Patience(Optional<Duration> limit) {
    /// The answer is to come at once; 30 s are granted.
    static final Patience USUAL = new Patience(Optional.of(PeerChannels.USUAL));

    static final Patience ENDLESS = new Patience(Optional.empty());
  }

  private static final Duration USUAL = Duration.ofSeconds(30);

  /// Longer than the pauses of whoever calls again and again.
  private static final Duration UNUSED = Duration.ofSeconds(15);

  private final ChannelOptions options;
  private final Duration unused;
  private final CompletableFuture<Access> access = new CompletableFuture<>();
  private final Map<PeerAddress, Usage> open = new HashMap<>();
  private boolean closed;

  private static final class Usage {
    final ManagedChannel channel;
    int calls;
    long idleSinceNanos;

    /// Somebody will come and look whether it is still needed.
    boolean watched;

    Usage(ManagedChannel channel) {
      this.channel = channel;
    }
  }

  public PeerChannels(Tls tls) {
    this(tls, UNUSED);
  }

  PeerChannels(Tls tls, Duration unused) {
    this.options = options(tls);
    this.unused = unused;
  }

  static ChannelOptions options(Tls tls) {
    return ChannelOptions.plain()
        .with(tls)
        .with(Retries.NONE)
        .with(ChannelOptions.NO_DEADLINE)
        .with(Pings.RARELY);
  }

  /// How its calls authenticate; until it is told they wait.
  public void authenticate(Access told) {
    access.complete(told);
  }

  public Raylets raylets() {
    return address -> new GrpcRaylet(this, address);
  }

  public CoreWorkers workers() {
    return address -> new GrpcCoreWorker(this, address);
  }

  /// Asks a peer how it is.
  ///
  /// @param deadline for the answer
  public CompletableFuture<HealthCheckResponse> checkHealth(
      PeerAddress address, HealthCheckRequest request, Duration deadline) {
    return to(address, new Patience(Optional.of(deadline)))
        .call(HealthGrpc.getCheckMethod(), request);
  }

  /// The way to one peer.
  record Line(PeerChannels peers, PeerAddress address, Patience patience) {

    /// Calls once.
    <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request) {
      return peers.access.thenCompose(access -> peers.call(this, access, method, request));
    }
  }

  Line to(PeerAddress address, Patience patience) {
    return new Line(this, address, patience);
  }

  /// Ends all calls.
  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(usage -> usage.channel.shutdownNow());
    open.clear();
  }

  /// How many channels are open.
  synchronized int size() {
    return open.size();
  }

  private <Q, R> CompletableFuture<R> call(
      Line line, Access how, MethodDescriptor<Q, R> method, Q request) {
    Usage usage;
    try {
      usage = enter(line.address, how);
    } catch (IllegalArgumentException nowhere) {
      return CompletableFuture.failedFuture(
          Status.INVALID_ARGUMENT
              .withDescription("nobody can be called at " + line.address)
              .withCause(nowhere)
              .asRuntimeException());
    }
    ClientCall<Q, R> call = usage.channel.newCall(method, callOptions(line.patience));
    Answer<R> answer = new Answer<>(() -> leave(line.address, usage));
    ClientCalls.asyncUnaryCall(call, request, answer);
    return answer.result();
  }

  private synchronized Usage enter(PeerAddress address, Access how) {
    if (!address.isUsable()) {
      throw new IllegalArgumentException("no address: " + address);
    }
    Usage usage = open.get(address);
    if (usage == null) {
      usage = new Usage(Channels.open(address.host(), address.port(), how.on(options)));
      if (closed) {
        usage.channel.shutdownNow();
      } else {
        open.put(address, usage);
      }
    }
    usage.calls++;
    return usage;
  }

  private synchronized void leave(PeerAddress address, Usage usage) {
    usage.calls--;
    if (usage.calls == 0 && !closed) {
      usage.idleSinceNanos = System.nanoTime();
      if (!usage.watched) {
        usage.watched = true;
        lookAfter(unused.toNanos(), address, usage);
      }
    }
  }

  private void lookAfter(long nanos, PeerAddress address, Usage usage) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS)
        .execute(() -> closeIfUnused(address, usage));
  }

  private synchronized void closeIfUnused(PeerAddress address, Usage usage) {
    long left = unused.toNanos() - (System.nanoTime() - usage.idleSinceNanos);
    if (usage.calls > 0) {
      usage.watched = false;
    } else if (left > 0) {
      lookAfter(left, address, usage);
    } else {
      open.remove(address, usage);
      usage.channel.shutdownNow();
    }
  }

  /// Answers are taken on the network's own thread: whoever takes them only posts them elsewhere.
  private static CallOptions callOptions(Patience patience) {
    CallOptions direct = CallOptions.DEFAULT.withExecutor(Runnable::run);
    return patience
        .limit()
        .map(limit -> direct.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS))
        .orElse(direct);
  }
}
