package io.nodectl.bench.gcs;

import io.nodectl.machine.Proc;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How much memory one takes that has nothing to do.
public record MemoryTrial() implements GcsTrial {
  private static final int SETTLE_SECONDS = 10;

  @Override
  public String word() {
    return "memory";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE, GcsKind.RAY_MEMORY);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into) throws InterruptedException {
    // Nobody counts it down: this is nothing but time.
    boolean _ = new CountDownLatch(1).await(SETTLE_SECONDS, TimeUnit.SECONDS);
    Proc.all(process -> process.pid() == server.pid())
        .forEach(process -> into.add(GcsFigure.IDLE_MEMORY, server.kind(), process.megabytes()));
  }
}
