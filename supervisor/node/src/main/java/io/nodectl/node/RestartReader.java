package io.nodectl.node;

import java.time.Duration;
import java.util.Set;

/// Reads the parts of a launch plan that say how components come back. What is left out is as
/// usual.
final class RestartReader {
  private static final String RESTARTS = "restarts";
  private static final String WITHIN = "within_ms";

  private RestartReader() {}

  static RestartPolicy policy(PlanValue value) {
    RestartPolicy usual = RestartPolicy.USUAL;
    if (!value.isThere()) {
      return usual;
    }
    value.object(
        Set.of(
            RESTARTS,
            WITHIN,
            "stable_after_ms",
            "first_pause_ms",
            "longest_pause_ms",
            "no_retry_exit_codes"));
    PlanValue codes = value.at("no_retry_exit_codes");
    return new RestartPolicy(
        parts(value, usual.budget()),
        duration(value.at("stable_after_ms"), usual.stableAfter()),
        duration(value.at("first_pause_ms"), usual.firstPause()),
        duration(value.at("longest_pause_ms"), usual.longestPause()),
        codes.isThere() ? Set.copyOf(codes.list(PlanValue::count)) : usual.noRetryExitCodes());
  }

  static RestartBudget budget(PlanValue value, RestartBudget usual) {
    value.object(Set.of(RESTARTS, WITHIN));
    return parts(value, usual);
  }

  private static RestartBudget parts(PlanValue value, RestartBudget usual) {
    return new RestartBudget(
        value.at(RESTARTS).ifThere(PlanValue::count).orElse(usual.restarts()),
        duration(value.at(WITHIN), usual.within()));
  }

  private static Duration duration(PlanValue value, Duration usual) {
    return value.ifThere(number -> Duration.ofMillis(number.count())).orElse(usual);
  }
}
