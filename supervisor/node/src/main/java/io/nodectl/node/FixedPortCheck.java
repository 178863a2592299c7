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
  private static final String LOOPBACK = "127.0.0.1";

  private final PortOwners owners;

  FixedPortCheck(PortOwners owners) {
    this.owners = owners;
  }

  /// The first port that is taken, of those that components of the plan or the supervisor itself
  /// are to have.
  ///
  /// @return what to tell; empty if all are free
  Optional<Problem> problem(LaunchPlan plan, NodeSpec spec) {
    for (ComponentSpec component : plan.components()) {
      for (Map.Entry<String, Integer> port : component.fixedPorts().entrySet()) {
        Endpoint wanted = new Endpoint(spec.identity().ip(), port.getValue());
        Optional<Problem> taken = problem(component.name(), port.getKey(), wanted);
        if (taken.isPresent()) {
          return taken;
        }
      }
    }
    int metrics = MetricsServer.wish(spec);
    return metrics > 0
        ? problem("supervisor", "metrics", new Endpoint(LOOPBACK, metrics))
        : Optional.empty();
  }

  private Optional<Problem> problem(String component, String port, Endpoint wanted) {
    return owners.ownerOf(wanted).map(owner -> taken(component, port, wanted.port(), owner));
  }

  private static Problem taken(String component, String port, int number, String owner) {
    String message =
        "port %d, which %s was to have as its port '%s', is taken by %s. Stop that process, choose another number, or leave the flag out and let the system choose."
            .formatted(number, component, port, owner);
    return new Problem(ExitCode.PORT_TAKEN, component, message, List.of());
  }
}
