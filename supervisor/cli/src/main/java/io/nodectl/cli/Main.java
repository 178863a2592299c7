package io.nodectl.cli;

import java.io.PrintStream;
import java.util.List;

/// The program `nodectl`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    EarlyLoading.beginIfUseful(args);
    Outside outside = Outside.ofThisProcess();
    int code = new Invocation(outside).run(List.of(args));
    outside.out().flush();
    outside.err().flush();
    // Not exit: a signal's handler may be waiting for this end, and exit would wait for it.
    Runtime.getRuntime().halt(code);
  }

  /// Runs one command inside this JVM, and never ends it.
  ///
  /// @param args without the program's name
  /// @return the exit code, see {@link io.nodectl.handshake.ExitCode}
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return new Invocation(Outside.printingTo(out, err)).run(args);
  }
}
