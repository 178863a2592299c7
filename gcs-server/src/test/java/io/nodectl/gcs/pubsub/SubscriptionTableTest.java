package io.nodectl.gcs.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.PubMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTableTest {

  private static final Switchboard.Limits ROOMY =
      new Switchboard.Limits(10, 10, new Mailbox.Limits(10, 1 << 20), 1 << 20);

  private final Tables tables = TestStores.tables();
  private final SubscriptionTable table = new SubscriptionTable(tables, "logs");

  @Test
  void who_subscribed_to_a_channel_hears_it_after_a_restart_without_another_word() {
    table.put(Letters.id(1), Letters.id(9), Set.of(Letters.allNodes()));
    var restarted = new Switchboard(ROOMY, 1000);
    table.all().forEach(row -> restarted.restore(row, 0));
    List<PubMessage> heard = new ArrayList<>();
    restarted.publish(Letters.ofNode(7), 0).forEach(Answer::send);
    restarted.poll(Letters.id(1), 0, heard::addAll, 0).forEach(Answer::send);
    assertEquals(List.of(1L), Letters.numbers(heard));
    restarted.forget(Letters.id(9));
    assertEquals(List.of(Letters.id(1)), restarted.takeGone());
  }

  @Test
  void who_wants_nothing_more_is_not_kept_and_the_publishers_are_apart() {
    var other = new SubscriptionTable(tables, "state");
    table.put(Letters.id(1), ByteString.EMPTY, Set.of(Topic.all(ChannelType.RAY_LOG_CHANNEL)));
    other.put(Letters.id(2), ByteString.EMPTY, Set.of(Letters.allNodes()));
    assertEquals(1, table.all().size());
    table.put(Letters.id(1), ByteString.EMPTY, Set.of());
    assertEquals(0, table.all().size());
    assertEquals(1, other.all().size());
  }
}
