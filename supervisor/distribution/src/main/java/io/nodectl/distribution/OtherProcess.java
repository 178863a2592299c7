package io.nodectl.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command `nodectl`, run in a process of its own.
///
/// @param distribution what it is started from
record OtherProcess(Path distribution) {
  /// Runs it to its end; what it says is added to what this process says.
  ///
  /// @throws IllegalStateException if its exit code is not 0
  void nodectl(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(distribution.resolve("bin").resolve("nodectl").toString()));
    command.addAll(List.of(args));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "nodectl " + String.join(" ", args) + " ended with exit code " + code);
    }
  }
}
