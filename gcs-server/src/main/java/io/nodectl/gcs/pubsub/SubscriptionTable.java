package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Row;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.Command;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.SubMessage;
import java.util.List;
import java.util.Set;

/// The subscriptions to whole channels that outlive the process. Ray's Python programs subscribe
/// once and only poll ever after, so they would hear nothing more after a restart. Its C++ programs
/// subscribe again, and those to single keys are theirs.
///
/// @param publisher tells the rows of the two publishers apart
record SubscriptionTable(Tables tables, String publisher) {

  /// Keeps a subscriber's channels; none means that there is nothing to keep.
  void put(ByteString subscriber, ByteString sender, Set<Topic> whole) {
    if (whole.isEmpty()) {
      delete(List.of(subscriber));
      return;
    }
    GcsSubscriberCommandBatchRequest.Builder row =
        GcsSubscriberCommandBatchRequest.newBuilder()
            .setSubscriberId(subscriber)
            .setSenderId(sender);
    for (Topic topic : whole) {
      row.addCommands(
          Command.newBuilder()
              .setChannelType(topic.channel())
              .setSubscribeMessage(SubMessage.getDefaultInstance()));
    }
    tables.put(Table.SUBSCRIBERS, key(subscriber), row.build());
  }

  void delete(List<ByteString> subscribers) {
    subscribers.forEach(subscriber -> tables.delete(Table.SUBSCRIBERS, key(subscriber)));
  }

  /// All that are kept, as they were asked for.
  List<GcsSubscriberCommandBatchRequest> all() {
    return tables.scan(Table.SUBSCRIBERS, key(ByteString.EMPTY)).stream().map(Row::value).toList();
  }

  private ByteString key(ByteString subscriber) {
    return ByteString.copyFromUtf8(publisher + ":").concat(subscriber);
  }
}
