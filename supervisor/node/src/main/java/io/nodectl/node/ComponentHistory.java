package io.nodectl.node;

import java.time.Instant;
import java.util.Optional;

/// What happened to a component before; a snapshot that never changes.
///
/// @param since when it came to where it stands; empty for a peer outside the node
/// @param lastRestart its latest restart; empty if it was never started again
/// @param lastError what went wrong with it last, in words for people; empty if nothing did
public record ComponentHistory(
    Optional<Instant> since, Optional<Restart> lastRestart, String lastError) {
  /// One restart.
  ///
  /// @param at when it was launched again
  /// @param reason why, in words for people
  public record Restart(Instant at, String reason) {}

  static ComponentHistory none() {
    return new ComponentHistory(Optional.empty(), Optional.empty(), "");
  }

  ComponentHistory movedAt(Instant time) {
    return new ComponentHistory(Optional.of(time), lastRestart, lastError);
  }

  ComponentHistory restarted(Restart restart) {
    return new ComponentHistory(since, Optional.of(restart), lastError);
  }

  ComponentHistory failed(String error) {
    return new ComponentHistory(since, lastRestart, error);
  }
}
