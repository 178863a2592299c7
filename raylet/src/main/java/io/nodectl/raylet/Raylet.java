package io.nodectl.raylet;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.StopReason;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One raylet from its first port to its last word.
final class Raylet {

  private final Parent parent;
  private final RayletFlags flags;
  private final Surroundings surroundings;

  Raylet(Parent parent, RayletFlags flags, Surroundings surroundings) {
    this.parent = parent;
    this.flags = flags;
    this.surroundings = surroundings;
  }

  /// Serves until somebody wants it to end or gcs refuses the node.
  ExitCode run() throws CannotStart, InterruptedException {
    Tls tls = surroundings.tls();
    Optional<Access> byHand = byHand();
    Guard guard = Guard.closed();
    Servers servers = listen(new Servers.Terms(guard, tls));
    Duration forCalls = Duration.ZERO;
    try {
      var news = new News(parent);
      news.bound(servers.ports());
      try (var registrar = new Registrar(describe(servers), new GrpcGcs(tls), news)) {
        var peers = new Peers(registrar, guard, news);
        byHand.ifPresent(peers::authenticate);
        flags.gcs().ifPresent(gcs -> registrar.post(new GcsWired(gcs)));
        flags.agent().ifPresent(agent -> registrar.post(new AgentWired(agent)));
        parent.follow(peers);
        forCalls = leave(registrar, parent.awaitStop());
      }
      return news.verdict();
    } finally {
      servers.stop(forCalls);
    }
  }

  /// What a parent would tell, if there is none.
  private Optional<Access> byHand() throws CannotStart {
    if (parent.attached()) {
      return Optional.empty();
    }
    if (flags.gcs().isEmpty() || flags.agent().isEmpty()) {
      throw new CannotStart(
          ExitCode.USAGE,
          "run by hand, it needs --gcs-address=HOST:PORT and --runtime-env-agent-address=HOST:PORT|none,"
              + " since nobody tells it where its peers are.");
    }
    return Optional.of(surroundings.access(flags.tokenFile()));
  }

  private Servers listen(Servers.Terms terms) throws CannotStart {
    try {
      return Servers.listen(flags, terms);
    } catch (BindFailed e) {
      throw switch (e.reason()) {
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
  }

  private NodeDescription describe(Servers servers) {
    return new NodeDescription(
        flags.identity(),
        servers.nodeManager().address().getPort(),
        servers.objectManager().address().getPort(),
        Machine.here(),
        Instant.now());
  }

  /// Says goodbye to gcs, for which it may take half of the grace. The node manager serves on
  /// meanwhile, or a health check could find the node dead first.
  ///
  /// @return what is left of the grace, for the calls that still run
  private static Duration leave(Registrar registrar, StopReason reason) {
    Duration half = reason.grace().dividedBy(2);
    registrar.leave(departure(reason.cause(), half)).join();
    return half;
  }

  /// Ray 2.60's words for a signal. A node whose supervisor died was not meant to end.
  private static Departure departure(StopReason.Cause cause, Duration limit) {
    return switch (cause) {
      case SIGNAL -> new Departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", limit);
      case STOP -> new Departure(Reason.EXPECTED_TERMINATION, "stopped by its supervisor", limit);
      case PARENT_GONE ->
          new Departure(Reason.UNEXPECTED_TERMINATION, "its supervisor is gone", limit);
    };
  }
}
