package io.nodectl.gcs.health;

import io.nodectl.rpc.Health;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A probe that counts its answers, and wakes whoever waits for the count.
public record CountingProbe(NodeProbe probe, AtomicInteger answers) implements NodeProbe {

  @Override
  public void check(Consumer<Health> answer) {
    probe.check(
        health -> {
          answer.accept(health);
          synchronized (answers) {
            answers.incrementAndGet();
            answers.notifyAll();
          }
        });
  }

  @Override
  public void close() {
    probe.close();
  }
}
