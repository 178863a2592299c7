package io.nodectl.raylet.workers;

import io.nodectl.spawn.ExitStatus;
import java.util.List;

/// How one incarnation of a worker ended.
sealed interface End {

  /// Its program ran and ended as this says.
  ///
  /// @param oomKilled whether the kernel is known to have killed it for want of memory
  record OfProgram(ExitStatus status, boolean oomKilled, List<String> lastLines) implements End {
    public OfProgram {
      lastLines = List.copyOf(lastLines);
    }

    boolean isSuccess() {
      return status instanceof ExitStatus.Exited(int code) && code == 0;
    }
  }

  /// It had to be ended, or had never begun.
  record OfOurs(Failure failure, List<String> lastLines) implements End {
    public OfOurs {
      lastLines = List.copyOf(lastLines);
    }
  }

  List<String> lastLines();

  /// For people.
  default String describe() {
    return switch (this) {
      case OfProgram(ExitStatus status, boolean oom, _) ->
          "ended with " + status.describe() + (oom ? ", killed for want of memory" : "");
      case OfOurs(Failure failure, _) -> failure.message();
    };
  }
}
