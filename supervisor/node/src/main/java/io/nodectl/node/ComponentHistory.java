package io.nodectl.node;

import java.time.Instant;
import java.util.Optional;

/// What happened to a component before; a snapshot that never changes.
///
/// @param since when it came to where it stands; empty for a peer outside the node
/// @param lastRestart its latest restart; empty if it was never started again
/// @param lastError what went wrong with it last, in words for people; empty if nothing did
/// @param restarts its restarts that count against the budgets
/// @param down why it is down, or is being ended, or comes up again; empty while all is well
record ComponentHistory(
    Optional<Instant> since,
    Optional<Restart> lastRestart,
    String lastError,
    Restarts restarts,
    Optional<Downfall> down) {
  /// One restart.
  ///
  /// @param at when it was launched again
  /// @param reason why, in words for people
  record Restart(Instant at, String reason) {}

  static ComponentHistory none() {
    return new ComponentHistory(
        Optional.empty(), Optional.empty(), "", Restarts.none(), Optional.empty());
  }

  ComponentHistory movedAt(Instant time) {
    return new ComponentHistory(Optional.of(time), lastRestart, lastError, restarts, down);
  }

  /// Launched again, for the reason for which it went down.
  ComponentHistory restartedAt(Instant time) {
    Restart restart = new Restart(time, down.map(Downfall::reason).orElse(""));
    return new ComponentHistory(since, Optional.of(restart), lastError, restarts, down);
  }

  ComponentHistory failed(String error) {
    return new ComponentHistory(since, lastRestart, error, restarts, down);
  }

  ComponentHistory with(Restarts counted) {
    return new ComponentHistory(since, lastRestart, lastError, counted, down);
  }

  ComponentHistory down(Downfall why) {
    return new ComponentHistory(since, lastRestart, lastError, restarts, Optional.of(why));
  }

  ComponentHistory well() {
    return new ComponentHistory(since, lastRestart, lastError, restarts, Optional.empty());
  }
}
