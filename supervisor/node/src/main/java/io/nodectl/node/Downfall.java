package io.nodectl.node;

import java.util.List;

/// Why a component goes down, or went down, to be launched again or not.
///
/// @param reason in words for people, one or more whole sentences
/// @param logTail the last lines of its output; may be empty
record Downfall(Kind kind, String reason, List<String> logTail) {
  /// What is to be made of it.
  enum Kind {
    /// It served, and died by itself.
    CRASHED,
    /// It was launched and never served.
    NEVER_READY,
    /// It runs but does not answer.
    UNHEALTHY,
    /// It says itself, or its exit code does, that a restart cannot help.
    HOPELESS,
    /// The cluster holds its node for dead: it can come back with another node id only.
    NODE_DEAD,
    /// Somebody took the port that it was to have again.
    PORT_LOST,
    /// Somebody wants it to be started again.
    ASKED,
    /// A peer whose address stands on its command line is elsewhere now.
    PEER_MOVED;

    /// Whether it is the component's own fault, so that it counts against the budgets.
    boolean counts() {
      return this != ASKED && this != PEER_MOVED;
    }
  }

  Downfall {
    logTail = List.copyOf(logTail);
  }

  static Downfall of(Kind kind, Problem problem) {
    return new Downfall(kind, problem.message(), problem.logTail());
  }

  static Downfall of(Kind kind, String reason) {
    return new Downfall(kind, reason, List.of());
  }

  /// The same, with words for a restart that led to nothing.
  Downfall ofRestart() {
    return kind == Kind.NEVER_READY
        ? new Downfall(kind, "The restart never became ready. " + reason, logTail)
        : this;
  }
}
