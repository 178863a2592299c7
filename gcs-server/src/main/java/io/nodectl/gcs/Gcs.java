package io.nodectl.gcs;

import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.program.CannotStart;
import io.nodectl.program.OwnEnd;
import io.nodectl.program.PeerOrders;
import io.nodectl.program.RedisLogin;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One gcs-server from its port to its last word.
final class Gcs {

  private static final Logger LOG = LoggerFactory.getLogger(Gcs.class);

  private final Parent parent;
  private final GcsFlags flags;
  private final Manner manner;

  Gcs(Parent parent, GcsFlags flags, Manner manner) {
    this.parent = parent;
    this.flags = flags;
    this.manner = manner;
  }

  /// Serves until somebody wants it to end.
  ExitCode run() throws CannotStart, InterruptedException {
    Tls tls = manner.surroundings().tls();
    Optional<Access> byHand = parent.attached() ? Optional.empty() : Optional.of(manner.access());
    Guard guard = Guard.closed();
    CompletableFuture<RedisLogin> login = login();
    GcsServer.Settings settings =
        new GcsServer.Settings(
            guard, tls, flags.storage(login), HealthPeriods.likeRay(), manner.ray());
    try (MetricsDoor metrics = MetricsDoor.at(flags.metricsPort())) {
      GcsServer server = flags.port().listen(address -> GcsServer.start(address, settings));
      Duration forCalls = Duration.ZERO;
      try {
        Endpoint listening = Endpoint.of(server.address());
        parent.bound(metrics.in(Ports.of("gcs", listening)));
        LOG.info("gcs-server listens on {}", listening);
        Opening opening =
            new Opening(parent, guard, server::authenticate, () -> ready(server, metrics));
        OwnEnd end = new OwnEnd(parent);
        var _ = server.openStore(new StoreNews(end)).thenRun(opening::storeOpened);
        byHand.ifPresent(opening::authenticate);
        parent.follow(new StoreOrders(new PeerOrders(opening, end), login));
        forCalls = parent.awaitStop().grace();
        return end.code();
      } finally {
        server.stop(forCalls);
      }
    }
  }

  private void ready(GcsServer server, MetricsDoor metrics) {
    manner.ready(server);
    metrics.open(server.metrics());
  }

  private CompletableFuture<RedisLogin> login() throws CannotStart {
    return parent.attached()
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(flags.redisLogin(manner.surroundings().environment()));
  }
}
