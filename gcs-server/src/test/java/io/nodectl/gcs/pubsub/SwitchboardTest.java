package io.nodectl.gcs.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.pubsub.Switchboard.Change;
import io.nodectl.messages.ray.PubMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchboardTest {

  private static final long PATIENCE = 1000;
  private static final Switchboard.Limits FEW =
      new Switchboard.Limits(3, 4, new Mailbox.Limits(2, 1 << 20), 1 << 20);

  private final Switchboard switchboard = new Switchboard(FEW, PATIENCE);
  private final List<String> answered = new ArrayList<>();
  private long now;

  @Test
  void a_message_reaches_who_subscribes_to_its_key_or_to_the_whole_channel_once() {
    subscribe(1, Letters.allNodes(), Letters.node(8));
    subscribe(2, Letters.node(7));
    poll(1, "all");
    poll(2, "seven");
    publish(Letters.ofNode(8));
    assertEquals(List.of("all [1]"), answered);
    publish(Letters.ofNode(7));
    assertEquals(List.of("all [1]", "seven [2]"), answered);
  }

  @Test
  void what_is_published_between_subscription_and_poll_waits() {
    subscribe(1, Letters.allNodes());
    publish(Letters.ofNode(7));
    publish(Letters.ofNode(8));
    poll(1, "late");
    assertEquals(List.of("late [1, 2]"), answered);
  }

  @Test
  void a_poll_may_come_before_the_subscription() {
    poll(1, "early");
    subscribe(1, Letters.allNodes());
    publish(Letters.ofNode(7));
    assertEquals(List.of("early [1]"), answered);
  }

  @Test
  void numbers_are_spent_on_messages_that_nobody_hears() {
    publish(Letters.ofNode(7));
    subscribe(1, Letters.allNodes());
    publish(Letters.ofJob(1));
    publish(Letters.ofNode(7));
    poll(1, "poll");
    assertEquals(List.of("poll [3]"), answered);
  }

  @Test
  void an_answer_that_may_be_lost_is_repeated_until_it_is_acknowledged() {
    subscribe(1, Letters.allNodes());
    publish(Letters.ofNode(7));
    poll(1, "first");
    poll(1, "again");
    switchboard.poll(Letters.id(1), 1, poll("acknowledging"), now).forEach(Answer::send);
    publish(Letters.ofNode(8));
    assertEquals(List.of("first [1]", "again [1]", "acknowledging [2]"), answered);
  }

  @Test
  void a_second_poll_ends_the_first_one_empty() {
    poll(1, "first");
    poll(1, "second");
    assertEquals(List.of("first []"), answered);
  }

  @Test
  void who_unsubscribes_hears_no_more() {
    subscribe(1, Letters.allNodes());
    change(1, new Change.Unsubscribe(Letters.allNodes()));
    poll(1, "poll");
    publish(Letters.ofNode(7));
    assertEquals(List.of(), answered);
  }

  @Test
  void a_subscriber_who_does_not_poll_loses_the_oldest_and_sees_the_gap() {
    subscribe(1, Letters.allNodes());
    for (int i = 0; i < 5; i++) {
      publish(Letters.ofNode(7));
    }
    poll(1, "slow");
    assertEquals(List.of("slow [4, 5]"), answered);
    assertEquals(3, switchboard.counts().dropped());
  }

  @Test
  void many_who_do_not_read_lose_the_oldest_together() {
    int each = Letters.ofNode(7).toBuilder().setSequenceId(1).build().getSerializedSize();
    var small =
        new Switchboard(
            new Switchboard.Limits(3, 4, new Mailbox.Limits(100, 1 << 20), 2L * each), PATIENCE);
    List<Change> wish = List.of(new Change.Subscribe(Letters.allNodes()));
    assertTrue(small.change(Letters.id(1), ByteString.EMPTY, wish, now));
    small.publish(Letters.ofNode(7), now);
    assertTrue(small.change(Letters.id(2), ByteString.EMPTY, wish, now));
    for (int i = 0; i < 3; i++) {
      small.publish(Letters.ofNode(7), now);
    }
    small.poll(Letters.id(1), 0, poll("first"), now).forEach(Answer::send);
    small.poll(Letters.id(2), 0, poll("second"), now).forEach(Answer::send);
    assertEquals(List.of("first [3, 4]", "second [3, 4]"), answered);
    small.poll(Letters.id(1), 4, poll("read"), now).forEach(Answer::send);
    small.poll(Letters.id(2), 4, poll("read too"), now).forEach(Answer::send);
    small.publish(Letters.ofNode(7), now).forEach(Answer::send);
    assertEquals(List.of("first [3, 4]", "second [3, 4]", "read [5]", "read too [5]"), answered);
    assertEquals(3, small.counts().dropped());
  }

  @Test
  void a_sender_who_ends_takes_his_subscribers_along() {
    change(1, Letters.id(9), new Change.Subscribe(Letters.allNodes()));
    subscribe(2, Letters.allNodes());
    subscribe(3, Letters.allNodes());
    poll(1, "made by 9");
    poll(2, "by nobody");
    poll(3, "is 3");
    switchboard.forget(Letters.id(9)).forEach(Answer::send);
    switchboard.forget(Letters.id(3)).forEach(Answer::send);
    assertEquals(List.of("made by 9 []", "is 3 []"), answered);
    publish(Letters.ofNode(7));
    assertEquals(List.of("made by 9 []", "is 3 []", "by nobody [1]"), answered);
    assertEquals(1, switchboard.counts().subscribers());
  }

  @Test
  void who_has_no_poll_open_for_long_is_forgotten_and_who_has_one_is_not() {
    subscribe(1, Letters.allNodes());
    subscribe(2, Letters.allNodes());
    poll(2, "patient");
    now += PATIENCE + 1;
    switchboard.sweep(now);
    assertEquals(1, switchboard.counts().subscribers());
    publish(Letters.ofNode(7));
    assertEquals(List.of("patient [1]"), answered);
    // He has just been told something, after a long silence: he needs time to come back.
    switchboard.sweep(now);
    assertEquals(1, switchboard.counts().subscribers());
    now += PATIENCE + 1;
    switchboard.sweep(now);
    assertEquals(0, switchboard.counts().subscribers());
  }

  @Test
  void a_caller_who_is_gone_gets_no_answer_and_what_waits_is_kept_for_his_next_poll() {
    subscribe(1, Letters.allNodes());
    Poll gone = poll("gone");
    switchboard.poll(Letters.id(1), 0, gone, now);
    switchboard.hangUp(Letters.id(1), gone, now);
    publish(Letters.ofNode(7));
    assertEquals(List.of(), answered);
    poll(1, "back");
    assertEquals(List.of("back [1]"), answered);
  }

  @Test
  void a_poll_that_ends_late_does_not_close_the_one_after_it() {
    Poll first = poll("first");
    switchboard.poll(Letters.id(1), 0, first, now);
    subscribe(1, Letters.allNodes());
    poll(1, "second");
    switchboard.hangUp(Letters.id(1), first, now);
    publish(Letters.ofNode(7));
    assertEquals(List.of("first []", "second [1]"), answered);
  }

  @Test
  void there_is_a_limit_to_subscribers_and_to_subscriptions() {
    subscribe(1, Letters.node(1), Letters.node(2), Letters.node(3));
    assertFalse(
        change(2, new Change.Subscribe(Letters.node(1)), new Change.Subscribe(Letters.node(2))));
    assertEquals(1, switchboard.counts().subscribers());
    poll(2, "two");
    poll(3, "three");
    poll(4, "too many");
    assertEquals(List.of("too many []"), answered);
    assertFalse(change(5));
  }

  private void subscribe(int subscriber, Topic... topics) {
    Change[] changes = new Change[topics.length];
    for (int i = 0; i < topics.length; i++) {
      changes[i] = new Change.Subscribe(topics[i]);
    }
    assertTrue(change(subscriber, changes));
  }

  private boolean change(int subscriber, Change... changes) {
    return change(subscriber, ByteString.EMPTY, changes);
  }

  private boolean change(int subscriber, ByteString sender, Change... changes) {
    return switchboard.change(Letters.id(subscriber), sender, List.of(changes), now);
  }

  private void poll(int subscriber, String name) {
    switchboard.poll(Letters.id(subscriber), 0, poll(name), now).forEach(Answer::send);
  }

  private Poll poll(String name) {
    return news -> answered.add(name + " " + Letters.numbers(news));
  }

  private void publish(PubMessage message) {
    switchboard.publish(message, now).forEach(Answer::send);
  }
}
