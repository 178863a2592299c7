package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// One client proxy from its port to its end.
final class ClientProxy {

  /// Running calls are short; the streams of clients never end by themselves, and must not hold up
  /// a stop.
  private static final Duration FOR_CALLS = Duration.ofMillis(500);

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
    Optional<Access> byHand = byHand();
    Guard guard = Guard.closed();
    try (var upstream = new Upstream(link -> open(link, tls))) {
      RpcServer server = listen(upstream, guard, tls);
      Duration forCalls = Duration.ZERO;
      try {
        tellWhere(endpoint(server));
        var peers = new Peers(upstream, guard, parent);
        byHand.ifPresent(peers::authenticate);
        flags.gcs().ifPresent(peers::reach);
        flags.agent().ifPresent(peers::prepareBy);
        parent.follow(peers);
        forCalls = shorter(parent.awaitStop().grace(), FOR_CALLS);
        return peers.verdict();
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

  /// What a parent would tell, if there is none.
  private Optional<Access> byHand() throws CannotStart {
    if (parent.attached()) {
      return Optional.empty();
    }
    if (flags.gcs().isEmpty() || flags.agent().isEmpty()) {
      throw new CannotStart(
          ExitCode.USAGE,
          "run by hand, it needs --gcs-address=HOST:PORT and"
              + " --runtime-env-agent-address=HOST:PORT|none, since nobody tells it where its peers"
              + " are.");
    }
    return Optional.of(surroundings.access(flags.tokenFile()));
  }

  /// Listens on the first address that can be had. Only a port that was asked for by number is
  /// never replaced.
  private RpcServer listen(Upstream upstream, Guard guard, Tls tls) throws CannotStart {
    Iterator<InetSocketAddress> addresses = flags.addresses().iterator();
    while (true) {
      try {
        return services(RpcServer.on(addresses.next()), upstream).guard(guard).tls(tls).start();
      } catch (BindFailed e) {
        if (!addresses.hasNext()) {
          throw cannotListen(e);
        }
        LoggerFactory.getLogger(ClientProxy.class)
            .warn(
                "{}; it was the last port of this proxy, another one is used now", e.getMessage());
      }
    }
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

  private static CannotStart cannotListen(BindFailed e) {
    return switch (e.reason()) {
      case TAKEN ->
          new CannotStart(
              ExitCode.PORT_TAKEN,
              "port %d of %s is taken. Choose another one, or 0 to get a free one."
                  .formatted(e.port(), e.address().getHostString()));
      case NOT_OF_THIS_MACHINE, OTHER ->
          new CannotStart(
              ExitCode.COMPONENT_FAILED, e.getMessage() + ". Correct --host or the port.");
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Endpoint endpoint(RpcServer server) {
    InetSocketAddress at = server.address();
    return new Endpoint(at.getAddress().getHostAddress(), at.getPort());
  }
}
