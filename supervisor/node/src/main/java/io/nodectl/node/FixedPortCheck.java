package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.process.PortOwners;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks whether the ports that somebody chose are free, before anything is started. A port that is
/// lost after this look is still noticed: its component cannot bind it and says so.
final class FixedPortCheck {
  private final PortOwners owners;

  FixedPortCheck(PortOwners owners) {
    this.owners = owners;
  }

  /// The first port of the plan that is taken.
  ///
  /// @param host the address that the ports are to be bound on
  /// @return what to tell; empty if all are free
  Optional<Problem> problem(LaunchPlan plan, String host) {
    for (ComponentSpec component : plan.components()) {
      for (Map.Entry<String, Integer> port : component.fixedPorts().entrySet()) {
        Optional<String> owner = owners.ownerOf(new Endpoint(host, port.getValue()));
        if (owner.isPresent()) {
          return Optional.of(taken(component.name(), port, owner.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Problem taken(String component, Map.Entry<String, Integer> port, String owner) {
    String message =
        "port %d, which %s was to have as its port '%s', is taken by %s. Stop that process, choose another number, or leave the flag out and let the system choose."
            .formatted(port.getValue(), component, port.getKey(), owner);
    return new Problem(ExitCode.PORT_TAKEN, component, message, List.of());
  }
}
