package io.nodectl.process;

/// How a child ended that was asked to.
public enum StopOutcome {
  /// It ended within the grace time, on its order or on SIGTERM.
  GRACEFUL,
  /// It had to be killed.
  FORCED,
  /// It was dead before, or never lived.
  ALREADY_GONE,
  /// It survived SIGKILL for two seconds: it hangs inside the kernel. It is still watched.
  UNKILLABLE
}
