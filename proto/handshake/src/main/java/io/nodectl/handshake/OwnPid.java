package io.nodectl.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The number of this process.
final class OwnPid {
  private OwnPid() {}

  /// The pid in the namespace of the mounted /proc; 0 if there is none, which a parent bears.
  static long read() {
    // Not ProcessHandle: its thread pool costs a starting JVM 5 ms before its first report.
    try {
      String self = Files.readSymbolicLink(Path.of("/proc/self")).toString();
      return Math.max(0, Decimals.parse(self, Integer.MAX_VALUE));
    } catch (IOException noProc) {
      // The parent knows whom it started; the pid only matters where a wrapper stands between.
      return 0;
    }
  }
}
