package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Retry;
import io.nodectl.process.Verdict;
import io.nodectl.spawn.ExitStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Words for what went wrong with a component.
final class Problems {
  private Problems() {}

  /// A component that never became ready.
  static Problem of(String component, Verdict verdict) {
    return new Problem(
        code(verdict), component, component + ": " + verdict.message(), logTail(verdict));
  }

  /// The same of a component that was run by a tool, which may be at fault.
  static Problem underTool(Problem problem, Wrapper tool) {
    String hint =
        " It was run by '%s': such a tool must pass descriptors 0 and 3 and the environment on as they are."
            .formatted(tool.program());
    return new Problem(
        problem.code(), problem.component(), problem.message() + hint, problem.logTail());
  }

  /// A component that is not ready when the time of the whole start is over.
  ///
  /// @param limit what the start was given; what a component asked for comes on top
  static Problem tooLate(ComponentSpec spec, Verdict.TooLate late, Duration limit) {
    String owed =
        switch (spec.readiness()) {
          case Readiness.ByReport() -> "report " + late.missing();
          case Readiness.ByPortFile(Map<String, String> files) ->
              "write the file of its port '%s'".formatted(String.join("' and '", files.keySet()));
          case Readiness.ByProbe(String port) -> "listen on its port '%s'".formatted(port);
          case Readiness.ByGrpcHealth(String port, String _) ->
              "listen on its port '%s'".formatted(port);
        };
    Duration waited = limit.compareTo(late.after()) < 0 ? late.after() : limit;
    String message =
        "%s did not %s within the %s s of this start. %s If it is slow, give the start longer with --timeout."
            .formatted(spec.name(), owed, seconds(waited), late.reason());
    return new Problem(ExitCode.TOO_LATE, spec.name(), message, late.lastLines());
  }

  /// Such as `60` or `0.5`.
  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /// A component that died although nobody had asked it to.
  static Problem of(String component, ExitStatus status, List<String> lastLines) {
    String last =
        lastLines.isEmpty() ? "It had printed nothing." : "Its output ends: " + lastLines.getLast();
    return new Problem(
        ExitCode.COMPONENT_FAILED,
        component,
        "%s died (%s) although nobody had asked it to end. %s"
            .formatted(component, status.describe(), last),
        lastLines);
  }

  private static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OwnWords(String code, String _, Retry _) ->
          ExitCode.ofCode(code).orElse(ExitCode.COMPONENT_FAILED);
      case Verdict.TooLate _ -> ExitCode.TOO_LATE;
      case Verdict.Died _,
          Verdict.ClosedWithoutReporting _,
          Verdict.Malformed _,
          Verdict.OtherVersion _,
          Verdict.NotOwner _,
          Verdict.NumberTaken _,
          Verdict.CutOff _,
          Verdict.CannotStart _ ->
          ExitCode.COMPONENT_FAILED;
    };
  }

  private static List<String> logTail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Died died -> died.lastLines();
      case Verdict.TooLate late -> late.lastLines();
      case Verdict.OwnWords _,
          Verdict.ClosedWithoutReporting _,
          Verdict.Malformed _,
          Verdict.OtherVersion _,
          Verdict.NotOwner _,
          Verdict.NumberTaken _,
          Verdict.CutOff _,
          Verdict.CannotStart _ ->
          List.of();
    };
  }
}
