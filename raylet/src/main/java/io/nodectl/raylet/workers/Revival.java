package io.nodectl.raylet.workers;

import io.nodectl.messages.gcs.LaunchRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
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
                                tell(kept.stream().map(this::revive).toList());
                                done.run();
                              } else {
                                var _ = parts.thread().after(ASK_AGAIN_AFTER, () -> begin(done));
                              }
                            }));
  }

  /// What has become of what was lost with the raylet before this one.
  private enum Fate {
    LAUNCHED_AGAIN,
    LOST,
    NOTHING
  }

  /// @return what became of it now
  private Fate revive(LaunchRecord record) {
    if (parts.book().get(WorkerId.of(record.getWorkerId())).isPresent()) {
      return Fate.NOTHING;
    }
    return switch (Archive.revive(record, clock.millis())) {
      case Archive.Again(Worker worker) -> {
        parts.desk().again(worker);
        var _ = parts.archive().keep(worker);
        yield Fate.LAUNCHED_AGAIN;
      }
      case Archive.Past(Worker worker) -> {
        parts.book().add(worker);
        parts.book().ended(worker).ifPresent(oldest -> parts.archive().forget(oldest.id));
        if (record.hasExit()) {
          yield Fate.NOTHING;
        }
        var _ = parts.archive().keep(worker);
        yield Fate.LOST;
      }
      case Archive.Unreadable(String why) -> {
        LoggerFactory.getLogger(Revival.class).warn("a launch record is of no use: {}", why);
        parts.archive().forget(WorkerId.of(record.getWorkerId()));
        yield Fate.NOTHING;
      }
    };
  }

  private static void tell(List<Fate> fates) {
    int again = Collections.frequency(fates, Fate.LAUNCHED_AGAIN);
    int lost = Collections.frequency(fates, Fate.LOST);
    if (again + lost > 0) {
      LoggerFactory.getLogger(Revival.class)
          .warn(
              "the raylet before this one died with {} programs: {} are launched again, {} are"
                  + " lost (see: nodectl workers --all)",
              again + lost,
              again,
              lost);
    }
  }
}
