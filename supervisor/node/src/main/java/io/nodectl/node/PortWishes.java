package io.nodectl.node;

import java.util.Map;
import java.util.Optional;

/// Which numbers a component's ports are to have.
///
/// @param fixed ports that somebody chose, by name of the port, 1 to 65535; checked to be free
///     before anything is started. A 0 is no choice and is left out
/// @param kept a port that has the same number again after each restart, if that can be: the
///     supervisor holds the number while nobody listens there, and the component is told it by
///     `{port.NAME}` on its command line
public record PortWishes(Map<String, Integer> fixed, Optional<String> kept) {
  public PortWishes {
    fixed = Map.copyOf(fixed);
  }

  static PortWishes none() {
    return fixed(Map.of());
  }

  static PortWishes fixed(Map<String, Integer> fixed) {
    return new PortWishes(fixed, Optional.empty());
  }
}
