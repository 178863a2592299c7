package io.nodectl.cli;

import io.nodectl.node.CalledAs;
import io.nodectl.node.Root;
import io.nodectl.rpc.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a command sees of the world around it, read once.
///
/// @param in for a program that is run
/// @param out for results
/// @param err for talk
/// @param environment the variables of this process
/// @param home the user's home folder
/// @param screen what standard error is
/// @param signals tells of SIGINT and SIGTERM
record Outside(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    Screen screen,
    Signals signals) {
  private static final Path STDOUT = Path.of("/proc/self/fd/1");

  /// What standard error is.
  enum Screen {
    ///  A terminal on which lines can be written anew.
    TERMINAL,
    ///  A file, a pipe, or a terminal that knows nothing but lines.
    PLAIN
  }

  Outside {
    environment = Map.copyOf(environment);
  }

  static Outside ofThisProcess() {
    return new Outside(
        System.in,
        System.out,
        System.err,
        System.getenv(),
        Home.of(System.getenv()),
        StandardError.screen(System.getenv()),
        Signals.ofThisProcess());
  }

  static Outside printingTo(PrintStream out, PrintStream err) {
    return new Outside(
        InputStream.nullInputStream(),
        out,
        err,
        System.getenv(),
        Home.of(System.getenv()),
        Screen.PLAIN,
        Signals.NONE);
  }

  /// What a person types to run nodectl, for hints.
  String command() {
    return CalledAs.in(environment);
  }

  /// Whether a standard output that took nothing any more led to another program: a pipe and a
  /// socket refuse only when nobody reads them (EPIPE), which is how `nodectl logs | head` ends.
  boolean readerEnded() {
    if (!out.equals(System.out)) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(STDOUT).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  Root root() {
    return Root.fromEnvironment(environment);
  }
}
