package io.nodectl.gcs;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One gcs-server from its port to its last word.
final class Gcs {

  private static final Logger LOG = LoggerFactory.getLogger(Gcs.class);

  private final Parent parent;
  private final GcsFlags flags;
  private final Surroundings surroundings;

  Gcs(Parent parent, GcsFlags flags, Surroundings surroundings) {
    this.parent = parent;
    this.flags = flags;
    this.surroundings = surroundings;
  }

  /// Serves until somebody wants it to end.
  ExitCode run() throws CannotStart, InterruptedException {
    Tls tls = surroundings.tls();
    Optional<Access> byHand =
        parent.attached() ? Optional.empty() : Optional.of(surroundings.access(flags.tokenFile()));
    Guard guard = Guard.closed();
    GcsServer.Settings settings =
        new GcsServer.Settings(guard, tls, ClusterIdSource.drawn(), HealthPeriods.likeRay());
    GcsServer server = flags.ports().listen(address -> GcsServer.start(address, settings));
    Duration forCalls = Duration.ZERO;
    try {
      Endpoint listening = endpoint(server.address());
      parent.bound(Ports.of("gcs", listening));
      LOG.info("gcs-server listens on {}", listening);
      Opening opening = new Opening(parent, guard);
      byHand.ifPresent(opening::by);
      parent.follow(opening);
      forCalls = parent.awaitStop().grace();
      return opening.verdict();
    } finally {
      server.stop(forCalls);
    }
  }

  private static Endpoint endpoint(InetSocketAddress at) {
    return new Endpoint(at.getAddress().getHostAddress(), at.getPort());
  }
}
