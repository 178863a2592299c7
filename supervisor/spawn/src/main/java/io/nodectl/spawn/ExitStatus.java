package io.nodectl.spawn;

/// How a process ended.
public sealed interface ExitStatus {
  /// It ended itself.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ExitStatus {}

  /// A signal ended it.
  ///
  /// @param signal the number, see [Signal]
  /// @param coreDumped whether the kernel wrote a core file
  record Signaled(int signal, boolean coreDumped) implements ExitStatus {}

  /// `exit code 3`, or `signal 9 (SIGKILL)`, or `signal 11 (SIGSEGV, core dumped)`.
  default String describe() {
    return switch (this) {
      case Exited exited -> "exit code " + exited.code();
      case Signaled signaled -> describe(signaled);
    };
  }

  private static String describe(Signaled signaled) {
    String name = Signal.of(signaled.signal()).map(s -> "SIG" + s.name()).orElse("no name");
    String core = signaled.coreDumped() ? ", core dumped" : "";
    return "signal " + signaled.signal() + " (" + name + core + ")";
  }
}
