package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.StopReason;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.program.CannotStart;
import io.nodectl.program.OwnEnd;
import io.nodectl.program.PeerOrders;
import io.nodectl.program.Surroundings;
import io.nodectl.raylet.resources.Devices;
import io.nodectl.raylet.workers.WorkerOffice;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
    Optional<Access> byHand = flags.peers().access(parent, surroundings);
    Guard guard = Guard.closedBut("nodectl.raylet.Workers/Context");
    var office = new CompletableFuture<WorkerOffice>();
    Servers servers =
        Servers.listen(flags, new Servers.Terms(guard, tls, () -> office.join().service()));
    Duration forCalls = Duration.ZERO;
    try {
      var end = new OwnEnd(parent);
      var news = new News(parent, end);
      news.bound(servers.ports());
      NodeDescription description = describe(servers);
      try (var registrar = new Registrar(description, new GrpcGcs(tls), news)) {
        office.complete(office(description, servers, new Needs(registrar, guard, tls)));
        news.whenReady(office.join()::registered);
        var peers = new Peers(registrar, guard, office.join().peers());
        byHand.ifPresent(peers::authenticate);
        flags.peers().tell(peers);
        parent.follow(new PeerOrders(peers, end));
        StopReason reason = parent.awaitStop();
        forCalls = leave(registrar, office.join(), reason);
      }
      return end.code();
    } finally {
      servers.stop(forCalls);
    }
  }

  private NodeDescription describe(Servers servers) throws CannotStart {
    Machine machine = Machine.here();
    NodeIdentity node = flags.identity();
    return new NodeDescription(
        node,
        servers.nodeManager().address().getPort(),
        servers.objectManager().address().getPort(),
        machine,
        machine.resources(node, flags.resources(), devices()),
        Instant.now());
  }

  private Map<String, List<String>> devices() throws CannotStart {
    try {
      return Devices.here(surroundings.environment(), flags.resources().gpus());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// What the workers' office needs of the rest.
  private record Needs(Registrar registrar, Guard guard, Tls tls) {}

  private WorkerOffice office(NodeDescription description, Servers servers, Needs needs) {
    NodeIdentity node = description.node();
    var office =
        new WorkerOffice(
            new WorkerOffice.Premises(
                node.id().hex(),
                node.ip(),
                needs.guard(),
                needs.tls(),
                description.resources(),
                surroundings.environment(),
                flags.session(),
                needs.registrar()::free));
    office.listensAt(new Endpoint(node.ip(), servers.nodeManager().address().getPort()));
    return office;
  }

  /// Ends the workers and says goodbye to gcs, for which there is half of the grace each. The node
  /// manager serves on meanwhile, or a health check could find the node dead first.
  ///
  /// @return what is left of the grace, for the calls that still run
  private static Duration leave(Registrar registrar, WorkerOffice office, StopReason reason) {
    Duration half = Duration.ofNanos(reason.grace().toNanos() / 2);
    office.stop(half, reason.cause() == StopReason.Cause.RESTART);
    departure(reason.cause(), half).ifPresent(departure -> registrar.leave(departure).join());
    return half;
  }

  /// Ray 2.60's words for a signal. A node whose supervisor died was not meant to end. A raylet
  /// that is started again leaves nothing: it takes its node over, and an id that was given up
  /// never returns.
  private static Optional<Departure> departure(StopReason.Cause cause, Duration limit) {
    return switch (cause) {
      case RESTART -> Optional.empty();
      case SIGNAL -> departure(Reason.EXPECTED_TERMINATION, "received SIGTERM", limit);
      case STOP -> departure(Reason.EXPECTED_TERMINATION, "stopped by its supervisor", limit);
      case PARENT_GONE -> departure(Reason.UNEXPECTED_TERMINATION, "its supervisor is gone", limit);
    };
  }

  private static Optional<Departure> departure(Reason reason, String words, Duration limit) {
    return Optional.of(new Departure(reason, words, limit));
  }
}
