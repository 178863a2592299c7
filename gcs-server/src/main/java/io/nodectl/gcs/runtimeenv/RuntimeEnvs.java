package io.nodectl.gcs.runtimeenv;

import io.nodectl.gcs.jobs.JobListener;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.JobTableData;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets packages go that nobody needs any more: some time after the last one who named or pinned
/// them. A package that nobody ever named or pinned stays.
public final class RuntimeEnvs implements JobListener {

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeEnvs.class);

  private static final long MS_PER_S = 1000;

  private final Store store;
  private final InstantSource clock;
  private final Executor thread;
  private final Pins pins;

  /// @param thread one task after the other; the pins belong to it
  public RuntimeEnvs(Store store, InstantSource clock, Executor thread) {
    this.store = store;
    this.clock = clock;
    this.thread = thread;
    this.pins = new Pins(clock.millis());
  }

  /// The store is open: what the process before this one would have let go has its time from now.
  public void begin() {
    var _ =
        store
            .ask(Packages::named)
            .whenComplete(
                (named, failure) -> {
                  if (failure == null) {
                    named.forEach(uri -> pin(uri, 0));
                  } else {
                    LOG.warn("nobody knows which packages lie here", failure);
                  }
                });
  }

  /// Keeps a package for a while.
  ///
  /// @param seconds at least 0
  void pin(String uri, int seconds) {
    if (Packages.isHere(uri)) {
      thread.execute(() -> keep(uri, seconds * MS_PER_S));
    }
  }

  @Override
  public void started(JobTableData job) {}

  @Override
  public void finished(JobTableData job) {
    Packages.of(job).forEach(uri -> pin(uri, 0));
  }

  private void keep(String uri, long forMs) {
    long now = clock.millis();
    long end = pins.pin(uri, forMs, now);
    CompletableFuture.delayedExecutor(end - now, TimeUnit.MILLISECONDS, thread)
        .execute(this::letGo);
  }

  private void letGo() {
    List<String> expired = pins.expired(clock.millis());
    if (expired.isEmpty()) {
      return;
    }
    var _ =
        store
            .ask(tables -> new Packages(tables).deleteUnused(expired))
            .whenComplete(
                (outcome, failure) -> {
                  if (failure == null) {
                    told(outcome);
                  } else {
                    LOG.warn("packages that nobody uses cannot be deleted: {}", expired, failure);
                  }
                });
  }

  /// What somebody still uses, such as an actor that outlives its job, is looked at again.
  private void told(Packages.Outcome outcome) {
    if (outcome.deleted() > 0) {
      LOG.info("{} packages that nobody uses any more are deleted", outcome.deleted());
    }
    thread.execute(() -> outcome.used().forEach(uri -> keep(uri, Pins.AFTER_START_MS)));
  }
}
