package io.nodectl.raylet.workers;

import java.time.Duration;

/// How a worker is asked whether it serves.
///
/// @param path of the HTTP request GET, with its leading slash
/// @param port name of the port that is asked; empty for the one called main, or else the only one
/// @param rhythm when it is asked
/// @param misses so many in a row make it unhealthy
record HealthTerms(String path, String port, Rhythm rhythm, int misses) {

  /// When a worker is asked.
  ///
  /// @param interval from one answer to the next question
  /// @param timeout for one answer
  /// @param startPeriod after it became ready, failures within this are not counted
  record Rhythm(Duration interval, Duration timeout, Duration startPeriod) {}
}
