package io.nodectl.runtimeenv.tools;

import io.nodectl.spawn.ExitStatus;

/// How a run of a tool ended.
public sealed interface ToolEnd {
  /// By itself, or by a signal that was not ours.
  ///
  /// @param lastWords the last lines of what it printed
  record Ended(ExitStatus status, String lastWords) implements ToolEnd {
    /// Whether it says that it did its work.
    public boolean isGood() {
      return status.equals(new ExitStatus.Exited(0));
    }
  }

  /// It never began.
  ///
  /// @param why for the user
  record NotStarted(String why) implements ToolEnd {}

  /// It took too long and was ended.
  ///
  /// @param lastWords the last lines of what it printed
  record TooLate(String lastWords) implements ToolEnd {}

  /// It was ended because this program ends.
  record Cancelled() implements ToolEnd {}
}
