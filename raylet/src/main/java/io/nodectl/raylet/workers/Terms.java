package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.raylet.resources.Amounts;
import java.time.Duration;
import java.util.Optional;

/// A request that makes sense.
///
/// @param request as it came
/// @param demand what it takes of the node
/// @param ports how its ports become known
/// @param health how it is asked whether it serves, if it is
/// @param timing how long things may take
/// @param maxRestarts how often it is launched again at most; {@link #ALWAYS}
/// @param attached whether it ends with its caller
record Terms(
    LaunchRequest request,
    Amounts demand,
    PortTerms ports,
    Optional<HealthTerms> health,
    Timing timing,
    int maxRestarts,
    boolean attached) {

  /// There is no limit to its restarts.
  static final int ALWAYS = -1;

  private static final int MOST_LOST_NUMBERS = 3;

  /// How long things may take.
  ///
  /// @param start from the execution until it is ready
  /// @param stopGrace from SIGTERM to SIGKILL
  record Timing(Duration start, Duration stopGrace) {}

  /// Whether it is READY only when it has accepted a connection: a socket that listens takes them
  /// also if nobody ever will. A health check tells that, and more.
  boolean mustAccept() {
    return request.hasPortMode() && !request.hasHealth();
  }

  /// Whether its word that it is ready is not enough.
  boolean mustProve() {
    return health.isPresent() || mustAccept();
  }

  boolean hasEnvironment() {
    return !request.getRuntimeEnv().isBlank();
  }

  /// Whether it may be launched with another number after so many that were held for it went to
  /// strangers. What an attached one has read and printed cannot be taken back.
  boolean allowsNumberAfter(int lost) {
    return ports instanceof PortTerms.Reserve && !attached && lost < MOST_LOST_NUMBERS;
  }

  /// Whether it may be launched once more after so many restarts.
  boolean allowsRestartAfter(int restarts) {
    return maxRestarts == ALWAYS || restarts < maxRestarts;
  }
}
