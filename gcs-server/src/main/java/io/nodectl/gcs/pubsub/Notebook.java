package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a publisher writes down who subscribes to whole channels, so that it still knows after a
/// restart.
///
/// @param publisher its name among the publishers
record Notebook(Store store, String publisher) {

  private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);

  /// Keeps a subscriber's channels.
  ///
  /// @return completed when that is kept
  CompletableFuture<Boolean> write(ByteString subscriber, ByteString sender, Set<Topic> whole) {
    Set<Topic> copy = Set.copyOf(whole);
    return store.ask(
        tables -> {
          new SubscriptionTable(tables, publisher).put(subscriber, sender, copy);
          return true;
        });
  }

  void strike(List<ByteString> subscribers) {
    var _ =
        store
            .ask(
                tables -> {
                  new SubscriptionTable(tables, publisher).delete(subscribers);
                  return true;
                })
            .exceptionally(
                failure -> {
                  LOG.warn("subscribers who are gone cannot be forgotten", failure);
                  return false;
                });
  }

  CompletableFuture<List<GcsSubscriberCommandBatchRequest>> read() {
    return store.ask(tables -> new SubscriptionTable(tables, publisher).all());
  }
}
