package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Retry;
import io.nodectl.process.Verdict;
import io.nodectl.spawn.ExitStatus;
import java.util.List;

/// Words for what went wrong with a component.
final class Problems {
  private Problems() {}

  /// A component that never became ready.
  static Problem of(String component, Verdict verdict) {
    return new Problem(
        code(verdict), component, component + " " + verdict.message(), logTail(verdict));
  }

  /// A component that died although nobody had asked it to.
  static Problem of(String component, ExitStatus status, List<String> lastLines) {
    String last =
        lastLines.isEmpty() ? "It had printed nothing." : "Its output ends: " + lastLines.getLast();
    return new Problem(
        ExitCode.COMPONENT_FAILED,
        component,
        "%s %s without being asked to. %s".formatted(component, status.describe(), last),
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
          Verdict.CannotStart _ ->
          List.of();
    };
  }
}
