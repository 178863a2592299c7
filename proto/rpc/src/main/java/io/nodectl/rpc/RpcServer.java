package io.nodectl.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A gRPC server that listens.
///
/// Never with SO_REUSEPORT: a port has one owner. With SO_REUSEADDR, so that it can take over a
/// number that its parent holds with a bound socket that does not listen.
public final class RpcServer implements AutoCloseable {

  /// Where a call's handler runs.
  public enum Handlers {
    /// On a virtual thread of its own: it may block.
    MAY_BLOCK,
    /// On the event loop, which saves two thread switches a call: it must never block, or all calls
    /// wait.
    NEVER_BLOCK
  }

  /// How long connections may take to close once their calls are cancelled; in practice
  /// milliseconds.
  private static final Duration CLOSING_TAKES = Duration.ofSeconds(2);

  private final Server server;
  private final InetSocketAddress address;
  private final HealthStatus health;
  private final LoadGuard loadGuard;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private RpcServer(Server server, HealthStatus health, LoadGuard loadGuard) {
    this.server = server;
    this.loadGuard = loadGuard;
    this.address = (InetSocketAddress) server.getListenSockets().getFirst();
    this.health = health;
  }

  /// Describes a server; nothing listens before {@link Builder#start}.
  ///
  /// @param address where to listen; port 0 lets the kernel choose
  public static Builder on(InetSocketAddress address) {
    return new Builder(address);
  }

  /// Where the server listens, with the port it got.
  public InetSocketAddress address() {
    return address;
  }

  /// What this server tells health checks.
  public HealthStatus health() {
    return health;
  }

  /// What it has to carry.
  public Load load() {
    return loadGuard.load();
  }

  /// Stops: takes no new calls at once, gives the running ones the grace, then cancels them.
  /// Health checks are answered `NOT_SERVING` meanwhile. When this returns nothing is served any
  /// more; the port itself is let go by the event loop, a moment later. Stopping again does no
  /// harm. Not to be called from a handler.
  public void stop(Duration grace) {
    health.everythingStops();
    server.shutdown();
    if (!isQuietWithin(grace)) {
      server.shutdownNow();
      var _ = isQuietWithin(CLOSING_TAKES);
    }
    if (stopped.compareAndSet(false, true)) {
      EventLoops.SHARED.leaveAndWait();
    }
  }

  private boolean isQuietWithin(Duration limit) {
    try {
      return server.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      // Whoever interrupts wants an end now; the flag stays for the caller to see.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Stops without grace.
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  /// What a server is made of.
  public static final class Builder {

    /// Connections that wait to be accepted, the usual bound of Linux (listen(2), somaxconn). With
    /// gRPC's 128 the kernel turned thousands of nodes away that came at once, and they gave up.
    private static final int UNACCEPTED = 4096;

    /// One loop accepts and serves. Netty's 16 in a row let 250 in a second while it had much to
    /// serve, and thousands waited for half a minute.
    private static final int ACCEPTED_IN_A_ROW = 256;

    // Ray's Python clients ping every 30 s and its C++ ones as they please; a server that counts
    // strikes would hang up on them.
    private static final Duration PINGS_ALLOWED_EVERY = Duration.ofSeconds(1);
    // A client whose machine has vanished is noticed within this much, both together.
    private static final Duration PING_QUIET_CLIENTS_EVERY = Duration.ofSeconds(60);
    private static final Duration PING_ANSWER_WITHIN = Duration.ofSeconds(20);

    private final InetSocketAddress address;
    private final List<BindableService> services = new ArrayList<>();
    private final List<LateServices> late = new ArrayList<>();
    private final List<ServerInterceptor> observers = new ArrayList<>();
    private final List<ServerInterceptor> interceptors = new ArrayList<>();
    private Guard guard = Guard.closed();
    private Tls tls = Tls.off();
    private Limits limits = Limits.wide();
    private Handlers handlers = Handlers.MAY_BLOCK;

    private Builder(InetSocketAddress address) {
      this.address = address;
    }

    /// Adds services.
    public Builder service(BindableService... added) {
      services.addAll(List.of(added));
      return this;
    }

    /// Adds a service that is made when it is called for the first time, for the sake of a fast
    /// start.
    ///
    /// @param name its full name, such as `nodectl.raylet.Workers`
    /// @param service makes it; called once, on the thread that brings the call
    public Builder lateService(String name, Supplier<ServerServiceDefinition> service) {
      late.add(new LateServices(name, service));
      return this;
    }

    /// Who lets calls in; without one, nobody gets in.
    public Builder guard(Guard chosen) {
      guard = chosen;
      return this;
    }

    /// Adds a check that calls of the added services pass after the guard, in the order of adding.
    public Builder intercept(ServerInterceptor added) {
      interceptors.add(added);
      return this;
    }

    /// Adds an observer that sees all calls of the added services, those that are refused too.
    public Builder observe(ServerInterceptor added) {
      observers.add(added);
      return this;
    }

    /// How much it takes on; [Limits#wide] unless set.
    public Builder limits(Limits chosen) {
      limits = chosen;
      return this;
    }

    /// Encryption; off unless set.
    public Builder tls(Tls chosen) {
      tls = chosen;
      return this;
    }

    /// Where handlers run; {@link Handlers#MAY_BLOCK} unless set.
    public Builder handlers(Handlers chosen) {
      handlers = chosen;
      return this;
    }

    /// Listens and serves, the health service included.
    ///
    /// @throws BindFailed if the address cannot be had
    public RpcServer start() throws BindFailed {
      EventLoopGroup loops = EventLoops.SHARED.enter();
      RpcServer started = null;
      try {
        started = start(loops);
        return started;
      } finally {
        if (started == null) {
          EventLoops.SHARED.leave();
        }
      }
    }

    private RpcServer start(EventLoopGroup loops) throws BindFailed {
      HealthStatus health = new HealthStatus(new HealthStatusManager());
      LoadGuard loadGuard = new LoadGuard(limits, System::nanoTime);
      NettyServerBuilder builder =
          transport(loops)
              .addTransportFilter(loadGuard.connections())
              .addStreamTracerFactory(loadGuard.calls());
      builder.addService(checked(health.service(), List.of(Legible.CHECK, guard)));
      List<ServerInterceptor> checks = new ArrayList<>(observers);
      checks.addAll(List.of(Legible.CHECK, loadGuard, guard));
      checks.addAll(interceptors);
      services.forEach(service -> builder.addService(checked(service, checks)));
      if (!late.isEmpty()) {
        builder.fallbackHandlerRegistry(LateServices.all(late, checks));
      }
      try {
        return new RpcServer(builder.build().start(), health, loadGuard);
      } catch (IOException e) {
        throw BindFailed.of(address, e);
      }
    }

    private static ServerServiceDefinition checked(
        BindableService service, List<ServerInterceptor> checks) {
      return ServerInterceptors.interceptForward(Legible.lenient(service.bindService()), checks);
    }

    private NettyServerBuilder transport(EventLoopGroup loops) {
      NettyServerBuilder builder = Transport.server(address, tls.serverCredentials(), loops);
      switch (handlers) {
        case MAY_BLOCK -> builder.executor(Transport.VIRTUAL);
        // gRPC knows its own one, and needs no queue for each call then.
        case NEVER_BLOCK -> builder.directExecutor();
      }
      return builder
          .withOption(ChannelOption.SO_REUSEADDR, true)
          .withOption(ChannelOption.SO_BACKLOG, UNACCEPTED)
          .withOption(
              ChannelOption.RECVBUF_ALLOCATOR,
              new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(ACCEPTED_IN_A_ROW))
          .maxInboundMessageSize(limits.messageBytes())
          .maxConcurrentCallsPerConnection(limits.callsPerConnection())
          .permitKeepAliveTime(PINGS_ALLOWED_EVERY.toMillis(), TimeUnit.MILLISECONDS)
          .permitKeepAliveWithoutCalls(true)
          .keepAliveTime(PING_QUIET_CLIENTS_EVERY.toMillis(), TimeUnit.MILLISECONDS)
          .keepAliveTimeout(PING_ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
