package io.nodectl.distribution;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/// The command `nodectl`, run inside this JVM.
///
/// @param programs where its class is
record NodectlCommand(Programs programs) {
  /// Runs it to its end.
  ///
  /// @throws IllegalStateException if its exit code is not 0
  void run(String... args) throws ReflectiveOperationException {
    Method run =
        Class.forName(programs.mainClass("nodectl"))
            .getMethod("run", List.class, PrintStream.class, PrintStream.class);
    try {
      int code = (int) run.invoke(null, List.of(args), System.out, System.err);
      if (code != 0) {
        throw new IllegalStateException(
            "nodectl " + String.join(" ", args) + " ended with exit code " + code);
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "nodectl " + String.join(" ", args) + " failed", e.getCause());
    }
  }
}
