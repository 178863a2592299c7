package io.nodectl.cli;

/// A value for a flag that may also stand elsewhere than on the command line.
///
/// @param text as on a command line
/// @param source who says so
/// @param where the flag, the variable, or the file and line; empty for a default
record Setting(String text, Source source, String where) {
  /// Who says so; the earlier one wins.
  enum Source {
    /// The command line.
    FLAG,
    /// A variable of the environment.
    ENVIRONMENT,
    /// The configuration file.
    FILE,
    /// Nobody: nodectl itself.
    DEFAULT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
