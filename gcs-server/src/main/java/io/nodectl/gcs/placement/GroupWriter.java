package io.nodectl.gcs.placement;

import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has groups kept, in the order in which it is asked to.
record GroupWriter(Store store, GroupThread thread) {

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /// Tries once.
  ///
  /// @return completed on the store's thread when that is kept; with false if there is a row of
  ///     that group, which stays as it is
  CompletableFuture<Boolean> keepIfNew(PlacementGroupTableData row) {
    return store.ask(
        tables -> {
          GroupRows rows = new GroupRows(tables);
          boolean isNew = rows.find(row.getPlacementGroupId()).isEmpty();
          if (isNew) {
            rows.keep(row);
          }
          return isNew;
        });
  }

  private CompletableFuture<Boolean> keep(PlacementGroupTableData row) {
    return store.ask(
        tables -> {
          new GroupRows(tables).keep(row);
          return true;
        });
  }

  /// Tries until it is kept.
  ///
  /// @param row asked for what is to be kept before each attempt
  /// @param then run on the store's thread when that is kept
  void keepAtLast(Supplier<PlacementGroupTableData> row, Runnable then) {
    PlacementGroupTableData now = row.get();
    var _ =
        keep(now)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    then.run();
                  } else {
                    LOG.error(
                        "placement group {} cannot be kept: {}; it is tried again",
                        GroupAnswers.hex(now.getPlacementGroupId()),
                        failure.getMessage());
                    thread.later(AGAIN_AFTER, () -> keepAtLast(row, then));
                  }
                });
  }

  /// Answers OK when all that it was asked to keep so far is kept.
  void afterAll(CompletableFuture<GcsStatus> answer) {
    var _ =
        store
            .ask(_ -> Statuses.ok())
            .whenComplete(
                (status, failure) -> {
                  if (failure == null) {
                    answer.complete(status);
                  } else {
                    answer.completeExceptionally(failure);
                  }
                });
  }
}
