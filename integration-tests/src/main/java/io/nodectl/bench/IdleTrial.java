package io.nodectl.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How much of a core a supervisor takes while nothing happens.
record IdleTrial(Nodectl nodectl) {
  private static final int SECONDS = 60;

  /// USER_HZ, in which proc_pid_stat(5) counts on Linux.
  private static final double TICKS_PER_SECOND = 100;

  /// Fields of the stat line after the command's name: user time is the twelfth, system time next.
  private static final int USER_TIME = 11;

  /// In percent, over a minute.
  double percent() throws InterruptedException {
    long supervisor = nodectl.statusOfHead().path("supervisor").path("pid").asLong();
    long before = ticks(supervisor);
    // Nothing ever counts this down: it is a wait that can be interrupted.
    boolean _ = new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
    return (ticks(supervisor) - before) / TICKS_PER_SECOND / SECONDS * 100;
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
