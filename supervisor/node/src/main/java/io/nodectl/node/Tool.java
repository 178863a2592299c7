package io.nodectl.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A tool that runs a program in order to look into it, called so that a JVM works in it.
public enum Tool {
  /// Prints the stacks of all threads when the program crashes.
  GDB,
  /// Writes down the system calls of all threads.
  STRACE;

  /// The signals that a JVM uses, or that end a program in an orderly way: they are not gdb's to
  /// stop at. A JVM that crashes calls abort(3), so SIGABRT is not among them.
  private static final String SIGNALS_OF_A_JVM =
      "SIGSEGV SIGBUS SIGFPE SIGILL SIGQUIT SIGHUP SIGINT SIGTERM SIGPIPE SIGXFSZ SIGUSR1 SIGUSR2";

  /// Its name, which is that of its program too.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its part of the command line, before the program and its arguments.
  ///
  /// @param component what it looks into
  /// @param session takes what it writes that is not for the log
  List<String> argv(String component, Path session) {
    return switch (this) {
      // No start-up files, no network for symbols, no shell in between. Addresses stay random:
      // a container often forbids to change that. The exit code is the program's own.
      case GDB ->
          List.of(
              word(),
              "-nx",
              "-q",
              "--batch",
              "--return-child-result",
              "-ex",
              "set confirm off",
              "-ex",
              "set debuginfod enabled off",
              "-ex",
              "set startup-with-shell off",
              "-ex",
              "set disable-randomization off",
              "-ex",
              "set print thread-events off",
              "-ex",
              "set width 0",
              "-ex",
              "handle " + SIGNALS_OF_A_JVM + " nostop noprint pass",
              "-ex",
              "run",
              "-ex",
              "thread apply all backtrace",
              "--args");
      // Appended to, so that a restart does not overwrite what led to it.
      case STRACE ->
          List.of(word(), "-f", "-tt", "-A", "-o", trace(component, session).toString(), "--");
    };
  }

  /// The file that strace writes.
  static Path trace(String component, Path session) {
    return session.resolve(component + ".strace");
  }
}
