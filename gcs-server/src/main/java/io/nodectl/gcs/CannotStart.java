package io.nodectl.gcs;

import io.nodectl.handshake.ExitCode;

/// The program cannot do its work, for a reason that a person can remove.
final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /// @param message what happened, why, and what to do
  CannotStart(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
