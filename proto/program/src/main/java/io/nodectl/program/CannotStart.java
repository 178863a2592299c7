package io.nodectl.program;

import io.nodectl.handshake.ExitCode;

/// A program cannot do its work, for a reason that a person can remove.
public final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /// @param code what the program exits with
  /// @param message what happened, why, and what to do
  public CannotStart(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  /// What the program exits with.
  public ExitCode code() {
    return code;
  }

  /// What happened, why, and what to do.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
