package io.nodectl.raylet;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;

/// Turns what the parent says about peers and tokens into events of the registration. Its methods
/// are called on the thread that reads the parent's orders, and never wait.
final class Peers implements OrderListener {

  private static final String GCS = "gcs-server";
  private static final String AGENT = "runtime-env-agent";

  private final Registrar registrar;
  private final Guard guard;
  private final News news;

  Peers(Registrar registrar, Guard guard, News news) {
    this.registrar = registrar;
    this.guard = guard;
    this.news = news;
  }

  @Override
  public void config(Order.Config config) {
    try {
      Access.fromConfig(config.values()).ifPresent(this::authenticate);
    } catch (IllegalArgumentException e) {
      news.end(ExitCode.USAGE, "the configuration is of no use: " + e.getMessage());
    }
  }

  /// A peer of another name, or one without the port we need, is none of our business. A gcs that
  /// is deliberately absent leaves us waiting for one; an agent that is, does not.
  @Override
  public void wire(Order.Wire wire) {
    switch (wire.peer()) {
      case GCS ->
          wire.ports()
              .endpoint("gcs")
              .ifPresent(at -> registrar.post(new GcsWired(new GcsPeer(at, wire.generation()))));
      case AGENT -> {
        if (wire.ports().byName().containsKey("http")) {
          registrar.post(new AgentWired(new AgentPeer(wire.ports().endpoint("http"))));
        }
      }
      default -> {
        // Wired to more than we need: nothing to do.
      }
    }
  }

  void authenticate(Access access) {
    access.admitBy(guard);
    registrar.post(new Configured(access));
  }
}
