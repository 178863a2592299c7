package io.nodectl.environment.plugin;

/// An environment could not be made here and now. The message is for whoever asked for it, with the
/// words of the tool that failed.
public final class SetupFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;
  private final boolean passing;

  private SetupFailed(String message, boolean passing) {
    super(message);
    this.message = message;
    this.passing = passing;
  }

  /// It would fail again in the same way.
  public static SetupFailed forGood(String message) {
    return new SetupFailed(message, false);
  }

  /// It may go well next time: time, disk or a peer was missing.
  public static SetupFailed forNow(String message) {
    return new SetupFailed(message, true);
  }

  /// Whether it may go well next time.
  public boolean isPassing() {
    return passing;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
