package io.nodectl.clientproxy;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Retry;
import io.nodectl.handshake.StopReason;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Puts what the parent says about peers and tokens into effect. Its methods are called on one
/// thread at a time, the one that reads the parent's orders, and never wait.
final class Peers implements OrderListener {

  private static final String GCS = "gcs-server";
  private static final String AGENT = "runtime-env-agent";

  private final Upstream upstream;
  private final Guard guard;
  private final Parent parent;
  private boolean readyTold;
  private volatile ExitCode verdict = ExitCode.DONE;

  Peers(Upstream upstream, Guard guard, Parent parent) {
    this.upstream = upstream;
    this.guard = guard;
    this.parent = parent;
  }

  @Override
  public void config(Order.Config config) {
    try {
      Access.fromConfig(config.values()).ifPresent(this::authenticate);
    } catch (IllegalArgumentException e) {
      verdict = ExitCode.USAGE;
      parent.fail(verdict, "the configuration is of no use: " + e.getMessage(), Retry.NO);
      parent.requestStop(new StopReason(StopReason.Cause.STOP, Duration.ZERO));
    }
  }

  /// A peer of another name, or one without the port we need, is none of our business. A gcs that
  /// is deliberately absent leaves us waiting for one; an agent that is, does not.
  @Override
  public void wire(Order.Wire wire) {
    switch (wire.peer()) {
      case GCS ->
          wire.ports().endpoint("gcs").ifPresent(at -> reach(new GcsPeer(at, wire.generation())));
      case AGENT -> {
        if (wire.ports().byName().containsKey("http")) {
          prepareBy(new AgentPeer(wire.ports().endpoint("http")));
        }
      }
      default -> {
        // Wired to more than we need: nothing to do.
      }
    }
  }

  /// What the program exits with.
  ExitCode verdict() {
    return verdict;
  }

  void authenticate(Access access) {
    access.admitBy(guard);
    tell(wiring -> wiring.with(access));
  }

  void reach(GcsPeer gcs) {
    tell(wiring -> wiring.with(gcs));
  }

  void prepareBy(AgentPeer agent) {
    tell(wiring -> wiring.with(agent));
  }

  /// READY once all peers are known, and once in a life.
  private void tell(UnaryOperator<Wiring> news) {
    switch (upstream.tell(news)) {
      case Upstream.Waiting(String why) -> parent.status(why);
      case Upstream.Wired _ when readyTold -> {
        // Calls have found the new peer from here on, which is all there was to do.
      }
      case Upstream.Wired _ -> {
        readyTold = true;
        parent.ready();
      }
    }
  }
}
