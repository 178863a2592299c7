package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Signals to processes that a test has started.
final class Signals {
  private Signals() {}

  /// Sends one signal to all of them, with as little time in between as can be; who is gone already
  /// is none of its business.
  ///
  /// @param name such as `INT` or `KILL`
  /// @param pids of processes that run or ran; kill(1) takes 0 for everybody in the group of these
  ///     tests themselves, and 0 is what the status of a component that does not run reads as
  static void send(String name, long... pids) {
    for (long pid : pids) {
      assertTrue(pid > 1, () -> "no process to send " + name + " to: " + Arrays.toString(pids));
    }
    String list = Arrays.stream(pids).mapToObj(Long::toString).collect(Collectors.joining(" "));
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + list + " 2>/dev/null; true")
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
