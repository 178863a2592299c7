package io.nodectl.raylet.workers;

import io.nodectl.messages.gcs.LaunchRecord;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/// Takes up what raylets before this one have run: has launched again what is to be, and remembers
/// the rest.
///
/// @param records where that is kept
/// @param parts of this raylet
record Revival(Records records, Parts parts, InstantSource clock) {
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

  /// Whom it tells.
  record Parts(WorkerThread thread, WorkerBook book, Archive archive, LaunchDesk desk) {}

  /// Asks until it is told; what is told is dealt with on the workers' thread.
  ///
  /// @param done is run there afterwards
  void begin(Runnable done) {
    var _ =
        records
            .ofNode()
            .whenComplete(
                (kept, failure) ->
                    parts
                        .thread()
                        .execute(
                            () -> {
                              if (failure == null) {
                                kept.forEach(this::revive);
                                done.run();
                              } else {
                                var _ = parts.thread().after(ASK_AGAIN_AFTER, () -> begin(done));
                              }
                            }));
  }

  private void revive(LaunchRecord record) {
    if (parts.book().get(WorkerId.of(record.getWorkerId())).isPresent()) {
      return;
    }
    switch (Archive.revive(record, clock.millis())) {
      case Archive.Again(Worker worker) -> {
        parts.desk().again(worker);
        var _ = parts.archive().keep(worker);
      }
      case Archive.Past(Worker worker) -> {
        parts.book().add(worker);
        parts.book().ended(worker).ifPresent(oldest -> parts.archive().forget(oldest.id));
        if (!record.hasExit()) {
          var _ = parts.archive().keep(worker);
        }
      }
      case Archive.Unreadable(String why) -> {
        LoggerFactory.getLogger(Revival.class).warn("a launch record is of no use: {}", why);
        parts.archive().forget(WorkerId.of(record.getWorkerId()));
      }
    }
  }
}
