package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.program.CannotStart;
import io.nodectl.program.OwnEnd;
import io.nodectl.program.PeerOrders;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/// One client proxy from its port to its end.
final class ClientProxy {

  /// Running calls are short; the streams of clients never end by themselves, and must not hold up
  /// a stop.
  private static final Duration FOR_CALLS = Duration.ofMillis(500);

  /// The same for calls to a gcs that was replaced.
  private static final Executor AFTER_GRACE =
      CompletableFuture.delayedExecutor(FOR_CALLS.toMillis(), TimeUnit.MILLISECONDS);

  private final Parent parent;
  private final ProxyFlags flags;
  private final Surroundings surroundings;

  ClientProxy(Parent parent, ProxyFlags flags, Surroundings surroundings) {
    this.parent = parent;
    this.flags = flags;
    this.surroundings = surroundings;
  }

  /// Serves until somebody wants it to end. It serves from the start on; what needs a peer is
  /// refused until that peer is known.
  ExitCode run() throws CannotStart, InterruptedException {
    Tls tls = surroundings.tls();
    Optional<Access> byHand = flags.peers().access(parent, surroundings);
    Guard guard = Guard.closed();
    try (var upstream = new Upstream(link -> open(link, tls), AFTER_GRACE)) {
      RpcServer server =
          flags
              .port()
              .listen(at -> services(RpcServer.on(at), upstream).guard(guard).tls(tls).start());
      Duration forCalls = Duration.ZERO;
      try {
        tellWhere(Endpoint.of(server.address()));
        var peers = new Peers(upstream, guard, parent);
        byHand.ifPresent(peers::authenticate);
        flags.peers().tell(peers);
        var end = new OwnEnd(parent);
        parent.follow(new PeerOrders(peers, end));
        forCalls = shorter(parent.awaitStop().grace(), FOR_CALLS);
        return end.code();
      } finally {
        server.stop(forCalls);
      }
    }
  }

  private void tellWhere(Endpoint at) {
    parent.bound(Ports.of("client", at));
    if (!parent.attached()) {
      LoggerFactory.getLogger(ClientProxy.class).info("listening on {}", at);
    }
  }

  private static ManagedChannel open(Wiring.Link link, Tls tls) {
    Endpoint at = link.gcs().at();
    ChannelOptions options = link.access().on(ChannelOptions.plain().with(tls));
    return Channels.open(at.host(), at.port(), options);
  }

  private static RpcServer.Builder services(RpcServer.Builder server, Upstream upstream) {
    return server
        .service(
            new DriverService(new Relay(upstream)),
            new DatapathService(upstream),
            new LogstreamService())
        .intercept(new SessionHeaders())
        .handlers(Handlers.NEVER_BLOCK);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
