package io.nodectl.cli;

import io.nodectl.cli.Outside.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Finds out what standard error is connected to; Java can only tell it of standard output.
final class StandardError {
  private StandardError() {}

  static Screen screen(Map<String, String> environment) {
    try {
      return screen(Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString(), environment);
    } catch (IOException noSuchDescriptor) {
      return Screen.PLAIN;
    }
  }

  /// The decision alone.
  ///
  /// @param file what descriptor 2 is: pts(4), console(4) and tty(4) name the terminals of Linux
  static Screen screen(String file, Map<String, String> environment) {
    String kind = environment.getOrDefault("TERM", "dumb");
    return isTerminal(file) && !kind.equals("dumb") ? Screen.TERMINAL : Screen.PLAIN;
  }

  /// Whether that file is one.
  static boolean isTerminal(String file) {
    return file.startsWith("/dev/pts/")
        || file.startsWith("/dev/tty")
        || file.equals("/dev/console");
  }
}
