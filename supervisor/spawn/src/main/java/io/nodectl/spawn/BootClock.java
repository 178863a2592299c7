package io.nodectl.spawn;

/// Time since boot that goes on while the machine is suspended (clock_gettime(2), CLOCK_BOOTTIME);
/// {@link System#nanoTime} stands still meanwhile.
public final class BootClock {
  private static final Libc.Function CLOCK_GETTIME = new Libc.Function("clock_gettime");

  // linux/time.h, and struct timespec: seconds and nanoseconds, 8 bytes each.
  private static final int CLOCK_BOOTTIME = 7;
  private static final int TIMESPEC_SIZE = 16;
  private static final long NANOS = 1_000_000_000;

  private BootClock() {}

  /// Nanoseconds since boot.
  public static long nanos() {
    try (Block time = Block.of(TIMESPEC_SIZE)) {
      SystemCallException.check(
          "clock_gettime", CLOCK_GETTIME.int32(CLOCK_BOOTTIME, time.address()));
      return time.bytes().getLong(0) * NANOS + time.bytes().getLong(Long.BYTES);
    }
  }
}
