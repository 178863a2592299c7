package io.nodectl.testchild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The number of this process, read where it is cheap: ProcessHandle would start a thread pool.
final class OwnPid {
  private OwnPid() {}

  static String read() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self")).toString();
  }
}
