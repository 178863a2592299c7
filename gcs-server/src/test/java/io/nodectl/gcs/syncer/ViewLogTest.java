package io.nodectl.gcs.syncer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.syncer.MessageType;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.rpc.NodeId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewLogTest {

  private static final int ALL = 100;

  private final ViewLog log = new ViewLog();

  @Test
  void a_reader_gets_the_last_message_of_every_other_node() {
    add(view(1, 1));
    add(view(2, 1));
    add(view(1, 2));
    assertEquals(List.of(view(2, 1), view(1, 2)), messages(read(3, ViewLog.BEGINNING)));
    assertEquals(List.of(view(2, 1)), messages(read(1, ViewLog.BEGINNING)));
  }

  @Test
  void what_was_read_is_not_told_again() {
    add(view(1, 1));
    ViewLog.Page page = read(2, ViewLog.BEGINNING);
    add(view(3, 1));
    assertEquals(List.of(view(3, 1)), messages(read(2, page.position())));
  }

  @Test
  void a_long_log_is_read_in_pages() {
    add(view(1, 1));
    add(view(2, 1));
    add(view(3, 1));
    ViewLog.Page first =
        log.after(new ViewLog.Reader(TestNodes.id(4), log.end(), ViewLog.BEGINNING), 2);
    assertEquals(List.of(view(1, 1), view(2, 1)), messages(first));
    assertEquals(List.of(view(3, 1)), messages(read(4, first.position())));
  }

  @Test
  void an_older_version_is_no_news_and_each_kind_counts_for_itself() {
    assertTrue(log.isNews(TestNodes.id(1), view(1, 5)));
    assertFalse(log.isNews(TestNodes.id(1), view(1, 5)));
    assertFalse(log.isNews(TestNodes.id(1), view(1, 4)));
    assertTrue(log.isNews(TestNodes.id(1), command(1, 1)));
    assertTrue(log.isNews(TestNodes.id(2), view(2, 1)));
  }

  @Test
  void a_node_with_a_new_stream_may_count_from_the_start() {
    assertTrue(log.isNews(TestNodes.id(1), view(1, 5)));
    log.countAnew(TestNodes.id(1));
    assertTrue(log.isNews(TestNodes.id(1), view(1, 0)));
  }

  @Test
  void who_comes_later_does_not_get_old_commands() {
    add(command(1, 1));
    long since = log.end();
    add(view(1, 1));
    add(command(2, 1));
    ViewLog.Page page =
        log.after(new ViewLog.Reader(TestNodes.id(3), since, ViewLog.BEGINNING), ALL);
    assertEquals(List.of(view(1, 1), command(2, 1)), messages(page));
  }

  @Test
  void nothing_of_a_dead_node_is_left() {
    add(view(1, 1));
    log.forget(TestNodes.id(1));
    assertEquals(List.of(), messages(read(2, ViewLog.BEGINNING)));
  }

  private void add(RaySyncMessage message) {
    log.add(NodeId.of(message.getNodeId()), message);
  }

  private ViewLog.Page read(int reader, long position) {
    return log.after(new ViewLog.Reader(TestNodes.id(reader), log.end(), position), ALL);
  }

  /// As the reader would parse them.
  private static List<RaySyncMessage> messages(ViewLog.Page page) {
    try {
      return RaySyncMessageBatch.parseFrom(
              EncodedBatch.MARSHALLER.stream(new EncodedBatch(page.fields())))
          .getMessagesList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static RaySyncMessage view(int node, long version) {
    return message(MessageType.RESOURCE_VIEW, node, version);
  }

  private static RaySyncMessage command(int node, long version) {
    return message(MessageType.COMMANDS, node, version);
  }

  private static RaySyncMessage message(MessageType type, int node, long version) {
    return RaySyncMessage.newBuilder()
        .setMessageType(type)
        .setNodeId(TestNodes.id(node).bytes())
        .setVersion(version)
        .build();
  }
}
