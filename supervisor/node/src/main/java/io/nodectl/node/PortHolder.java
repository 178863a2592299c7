package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.process.PortOwners;
import java.util.Optional;

/// Finds out who has a port of this machine.
public final class PortHolder {
  private static final String ANY_ADDRESS = "0.0.0.0";

  private PortHolder() {}

  /// Who listens on it at any address, such as `pid 812 (redis-server)`; empty if nobody does.
  public static Optional<String> of(int port) {
    return new PortOwners().ownerOf(new Endpoint(ANY_ADDRESS, port));
  }
}
