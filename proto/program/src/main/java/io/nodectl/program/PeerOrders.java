package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.rpc.Access;

/// Reads from a parent's orders with whom the program works, and how calls authenticate.
///
/// @param told what they say
/// @param end comes if the configuration is of no use
public record PeerOrders(PeerListener told, OwnEnd end) implements OrderListener {

  private static final String GCS = "gcs-server";
  private static final String AGENT = "runtime-env-agent";

  @Override
  public void config(Order.Config config) {
    try {
      Access.fromConfig(config.values()).ifPresent(told::authenticate);
    } catch (IllegalArgumentException e) {
      end.because(ExitCode.USAGE, "the configuration is of no use: " + e.getMessage());
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
              .ifPresent(at -> told.reach(new GcsPeer(at, wire.generation())));
      case AGENT -> {
        if (wire.ports().byName().containsKey("http")) {
          told.prepareBy(new AgentPeer(wire.ports().endpoint("http")));
        }
      }
      default -> {
        // Wired to more than we need: nothing to do.
      }
    }
  }
}
