package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.time.Duration;
import java.util.Optional;
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

  private CompletableFuture<Boolean> keep(Optional<PlacementGroupTableData> row) {
    return store.ask(
        tables -> {
          row.ifPresent(new GroupRows(tables)::keep);
          return true;
        });
  }

  /// Tries until it is kept.
  ///
  /// @param row asked for what is to be kept before each attempt; empty if nothing is any more
  /// @param then run on the store's thread when that is kept
  void keepAtLast(ByteString id, Supplier<Optional<PlacementGroupTableData>> row, Runnable then) {
    var _ =
        keep(row.get())
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    then.run();
                  } else {
                    LOG.error(
                        "placement group {} cannot be kept: {}; it is tried again",
                        GroupAnswers.hex(id),
                        failure.getMessage());
                    thread.later(AGAIN_AFTER, () -> keepAtLast(id, row, then));
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
