package io.nodectl.node;

import java.time.Duration;
import java.util.Set;

/// Reads how a component is asked whether it lives:
///
/// <pre>
/// {"by": "grpc-health", "port": "main", "service": "",
///  "period_ms": 5000, "timeout_ms": 2000, "misses": 3}
/// {"by": "http", "port": "http", "path": "/"}
/// </pre>
///
/// `service`, `path` and the numbers may be left out; what they are then is shown above.
final class PlanLiveness {
  private static final Set<String> KEYS =
      Set.of("by", "port", "service", "path", "period_ms", "timeout_ms", "misses");

  private PlanLiveness() {}

  static Liveness read(PlanValue value) {
    value.object(KEYS);
    return new Liveness(value.at("port").text(), question(value), rhythm(value));
  }

  private static Liveness.Question question(PlanValue value) {
    return switch (value.at("by").text()) {
      case "grpc-health" ->
          new Liveness.GrpcHealth(value.at("service").ifThere(PlanValue::text).orElse(""));
      case "http" -> new Liveness.HttpGet(value.at("path").ifThere(PlanValue::text).orElse("/"));
      case String other ->
          throw new InvalidInput(
              "liveness by '%s' is unknown: grpc-health and http are known".formatted(other));
    };
  }

  private static ProbeRhythm rhythm(PlanValue value) {
    return new ProbeRhythm(
        millis(value.at("period_ms"), ProbeRhythm.USUAL.period()),
        millis(value.at("timeout_ms"), ProbeRhythm.USUAL.timeout()),
        value.at("misses").ifThere(PlanValue::number).orElse(ProbeRhythm.USUAL.misses()));
  }

  private static Duration millis(PlanValue value, Duration usual) {
    return value.ifThere(PlanValue::number).map(Duration::ofMillis).orElse(usual);
  }
}
