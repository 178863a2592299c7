package io.nodectl.gcs.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.ray.LogBatch;
import io.nodectl.messages.ray.PubMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static final Mailbox.Limits ROOMY = new Mailbox.Limits(1_000_000, Long.MAX_VALUE);
  private static final PostOffice ROOM = new PostOffice(Long.MAX_VALUE);

  @Test
  void what_was_read_stays_until_it_is_acknowledged() {
    var mailbox = new Mailbox(ROOMY);
    mailbox.offer(numbered(3));
    mailbox.offer(numbered(7));
    assertEquals(List.of(3L, 7L), Letters.numbers(mailbox.batch()));
    assertEquals(List.of(3L, 7L), Letters.numbers(mailbox.batch()));
    mailbox.acknowledge(3);
    assertEquals(List.of(7L), Letters.numbers(mailbox.batch()));
    mailbox.acknowledge(100);
    assertTrue(mailbox.isEmpty());
  }

  @Test
  void too_many_messages_push_the_oldest_out() {
    var mailbox = new Mailbox(new Mailbox.Limits(2, Long.MAX_VALUE));
    assertEquals(0, mailbox.offer(numbered(1)));
    assertEquals(0, mailbox.offer(numbered(2)));
    assertEquals(1, mailbox.offer(numbered(3)));
    assertEquals(List.of(2L, 3L), Letters.numbers(mailbox.batch()));
  }

  @Test
  void too_many_bytes_push_the_oldest_out_and_too_large_a_message_itself() {
    var mailbox = new Mailbox(new Mailbox.Limits(100, 2500));
    mailbox.offer(lines(1, 1000));
    mailbox.offer(lines(2, 1000));
    assertEquals(1, mailbox.offer(lines(3, 1000)));
    assertEquals(List.of(2L, 3L), Letters.numbers(mailbox.batch()));
    assertEquals(3, mailbox.offer(lines(4, 5000)));
    assertTrue(mailbox.isEmpty());
    assertEquals(0, mailbox.offer(lines(5, 1000)));
  }

  @Test
  void one_reply_carries_a_limited_number_of_messages() {
    var mailbox = new Mailbox(ROOMY);
    for (int i = 1; i <= Mailbox.BATCH_MESSAGES + 1; i++) {
      mailbox.offer(numbered(i));
    }
    assertEquals(Mailbox.BATCH_MESSAGES, mailbox.batch().size());
    mailbox.acknowledge(Mailbox.BATCH_MESSAGES);
    assertEquals(List.of(Mailbox.BATCH_MESSAGES + 1L), Letters.numbers(mailbox.batch()));
  }

  @Test
  void one_reply_carries_a_limited_number_of_bytes_but_at_least_one_message() {
    var mailbox = new Mailbox(ROOMY);
    mailbox.offer(lines(1, (int) Mailbox.BATCH_BYTES + 1));
    mailbox.offer(lines(2, 1));
    assertEquals(List.of(1L), Letters.numbers(mailbox.batch()));
  }

  private static Letter numbered(long number) {
    return ROOM.stamp(PubMessage.newBuilder().setSequenceId(number).build());
  }

  private static Letter lines(long number, int bytes) {
    return ROOM.stamp(
        PubMessage.newBuilder()
            .setSequenceId(number)
            .setLogBatchMessage(LogBatch.newBuilder().addLines("x".repeat(bytes)))
            .build());
  }
}
