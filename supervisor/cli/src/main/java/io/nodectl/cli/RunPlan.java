package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import java.util.Optional;

/// What is to run, and until when it has to.
///
/// @param request what the first raylet is asked
/// @param untilMs when it is too late for it to begin; empty for never
/// @param clock tells the time
/// @param failures tells what went wrong
record RunPlan(LaunchRequest request, Optional<Long> untilMs, Clock clock, Failures failures) {
  /// A clock that only goes on.
  interface Clock {
    long nowMs();
  }

  /// Milliseconds until it is too late; the longest time there is if it never is.
  long leftMs(long nowMs) {
    return untilMs.map(until -> until - nowMs).orElse(Long.MAX_VALUE);
  }

  /// Who that is.
  static Raylet raylet(Spillback to) {
    return new Raylet(to.getNodeId(), Endpoint.parse(to.getAddress()));
  }
}
