package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ports that a node had when it ran last, by component and port name.
///
/// @param numbers port numbers, 1 to 65535
record LastPorts(Map<PortRef, Integer> numbers) {
  LastPorts {
    numbers = Map.copyOf(numbers);
  }

  static LastPorts none() {
    return new LastPorts(Map.of());
  }

  /// The ports that a node has now.
  static LastPorts of(NodeState state) {
    Map<PortRef, Integer> numbers = new HashMap<>();
    state
        .components()
        .forEach(
            (name, component) ->
                component
                    .ports()
                    .byName()
                    .forEach(
                        (port, at) ->
                            at.map(Endpoint::port)
                                .ifPresent(n -> numbers.put(new PortRef(name, port), n))));
    return new LastPorts(numbers);
  }

  Optional<Integer> get(PortRef key) {
    return Optional.ofNullable(numbers.get(key));
  }
}
