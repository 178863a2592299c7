package io.nodectl.node;

import java.util.Locale;

/// Where a node stands.
///
/// <pre>
/// STARTING --> READY <--> DEGRADED
///     |          |           |
///     +----------+-----------+--> STOPPING --> STOPPED
///     |                              |
///     +------------------------------+------> FAILED
/// </pre>
public enum NodePhase {
  /// Its components are being brought up.
  STARTING,
  /// Every component that it cannot be without serves.
  READY,
  /// It was ready, and a component is down or coming back.
  DEGRADED,
  /// Its components are being taken down.
  STOPPING,
  /// It was taken down on request, and nothing of it runs.
  STOPPED,
  /// It was taken down, or died, because of a problem; nothing of it runs.
  FAILED;

  /// The word for it in JSON and tables.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
