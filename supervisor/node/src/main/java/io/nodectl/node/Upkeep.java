package io.nodectl.node;

import java.util.Optional;

/// What is done to find out that a component has died, and about it.
///
/// @param importance what its death means to the node
/// @param restart how it comes back; of no use to a critical one
/// @param liveness how to find out that it lives but does nothing any more; empty if nobody asks
public record Upkeep(
    Importance importance, RestartPolicy restart, Optional<Liveness> liveness) {
  /// The usual policy for a component of that importance, and nobody asks.
  public static Upkeep of(Importance importance) {
    return new Upkeep(importance, RestartPolicy.USUAL, Optional.empty());
  }
}
