package io.nodectl.node;

import java.util.Locale;

/// Where a component stands; the order of the constants is the order of a start without trouble.
public enum ComponentPhase {
  /// Waits for a peer whose port it takes on its command line.
  PLANNED,
  /// Launched; no port of it is known.
  STARTING,
  /// Its ports are known.
  BOUND,
  /// Its ports are known, and it was told of every peer that it needs.
  WIRED,
  /// It serves.
  READY,
  /// It ended, or is being ended, and will be launched again.
  RESTARTING,
  /// It was asked to end.
  STOPPING,
  /// It ended because it was asked to.
  STOPPED,
  /// It failed: it never became ready, or it died without being asked.
  FAILED;

  /// The word for it in JSON and tables.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a start is still waiting for it.
  boolean isComingUp() {
    return compareTo(READY) < 0;
  }

  /// Whether it has come to an end, one way or the other.
  boolean isOver() {
    return this == STOPPED || this == FAILED;
  }
}
