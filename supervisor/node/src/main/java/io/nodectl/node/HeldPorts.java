package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.PortHold;
import io.nodectl.spawn.SystemCallException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers of ports that components are to have again after a restart. They are held from the
/// moment of a component's death to the end of the node. May be used by several threads.
final class HeldPorts implements AutoCloseable {
  private final Map<String, Endpoint> bound = new HashMap<>();
  private final Map<String, PortHold> holds = new HashMap<>();
  private boolean closed;

  /// A component has bound its ports; that is where it is to come back to.
  synchronized void bound(ComponentSpec spec, Ports ports) {
    Optional<Endpoint> kept = spec.ports().kept().flatMap(ports::endpoint);
    if (kept.isEmpty() || kept.get().equals(bound.get(spec.name()))) {
      return;
    }
    release(spec.name());
    bound.put(spec.name(), kept.get());
  }

  /// A component has died: its number is held, unless it is already.
  ///
  /// @return why that cannot be; empty if there is nothing to complain about
  synchronized Optional<NodeEvent.PortLost> died(String component) {
    Endpoint at = bound.get(component);
    if (at == null || closed || holds.containsKey(component)) {
      return Optional.empty();
    }
    try {
      holds.put(component, PortHold.take(at.host(), at.port()));
      return Optional.empty();
    } catch (SystemCallException e) {
      bound.remove(component);
      return Optional.of(
          new NodeEvent.PortLost(component, at.port(), String.valueOf(e.getMessage())));
    }
  }

  /// The component shall take another number.
  synchronized void forget(String component) {
    release(component);
    bound.remove(component);
  }

  private void release(String component) {
    PortHold hold = holds.remove(component);
    if (hold != null) {
      hold.close();
    }
  }

  /// The number for the component's next launch: 0 if any will do.
  ///
  /// @param generation which launch that is
  synchronized int number(ComponentSpec spec, int generation) {
    Endpoint held = bound.get(spec.name());
    if (held != null) {
      return held.port();
    }
    String port = spec.ports().kept().orElseThrow();
    return generation == 1 ? spec.fixedPorts().getOrDefault(port, 0) : 0;
  }

  @Override
  public synchronized void close() {
    closed = true;
    holds.values().forEach(PortHold::close);
    holds.clear();
  }
}
