package io.nodectl.bench;

import io.nodectl.machine.Proc;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How much of a core a supervisor takes while nothing happens.
record IdleTrial(Nodectl nodectl) {
  private static final int SECONDS = 60;

  /// In percent, over a minute.
  double percent() throws InterruptedException {
    long supervisor = nodectl.statusOfHead().path("supervisor").path("pid").asLong();
    double before = seconds(supervisor);
    // Nothing ever counts this down: it is a wait that can be interrupted.
    boolean _ = new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
    return (seconds(supervisor) - before) / SECONDS * 100;
  }

  private static double seconds(long pid) {
    return Proc.all(process -> process.pid() == pid).stream().mapToDouble(Proc::cpuSeconds).sum();
  }
}
