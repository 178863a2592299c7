package io.nodectl.node;

import java.util.Optional;

/// What is done to keep a component well, to find out that it has died, and about that.
///
/// @param importance what its death means to the node
/// @param restart how it comes back; of no use to a critical one
/// @param liveness how to find out that it lives but does nothing any more; empty if nobody asks
/// @param limits what it may use at most
public record Upkeep(
    Importance importance, RestartPolicy restart, Optional<Liveness> liveness, Limits limits) {
  /// The same without limits.
  public Upkeep(Importance importance, RestartPolicy restart, Optional<Liveness> liveness) {
    this(importance, restart, liveness, Limits.NONE);
  }

  /// The usual policy for a component of that importance, and nobody asks.
  public static Upkeep of(Importance importance) {
    return new Upkeep(importance, RestartPolicy.USUAL, Optional.empty());
  }
}
