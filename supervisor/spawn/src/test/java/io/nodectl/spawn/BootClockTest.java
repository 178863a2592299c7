package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BootClockTest {
  @Test
  void it_is_the_time_that_the_kernel_calls_uptime() throws IOException {
    double before = uptime();
    double now = BootClock.nanos() / 1e9;
    double after = uptime();
    // The kernel writes hundredths of a second, rounded down.
    assertTrue(before <= now && now <= after + 0.01, before + " <= " + now + " <= " + after);
  }

  @Test
  void it_never_runs_backwards() {
    long first = BootClock.nanos();
    assertTrue(BootClock.nanos() >= first);
  }

  private static double uptime() throws IOException {
    String words = Files.readString(Path.of("/proc/uptime"));
    return Double.parseDouble(words.substring(0, words.indexOf(' ')));
  }
}
