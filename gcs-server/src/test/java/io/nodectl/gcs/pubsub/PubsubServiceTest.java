package io.nodectl.gcs.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import com.google.protobuf.ByteString;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.Command;
import io.nodectl.messages.ray.ControlPlanePubSubGcsServiceGrpc;
import io.nodectl.messages.ray.ControlPlanePubSubGcsServiceGrpc.ControlPlanePubSubGcsServiceFutureStub;
import io.nodectl.messages.ray.ErrorTableData;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GcsPublishRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.GcsSubscriberPollReply;
import io.nodectl.messages.ray.GcsSubscriberPollRequest;
import io.nodectl.messages.ray.LogBatch;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc.ObservabilityPubSubServiceFutureStub;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.ReportJobErrorRequest;
import io.nodectl.messages.ray.SubMessage;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.BindFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PubsubServiceTest {

  private static final ByteString NIL = Letters.id(0xff);

  private LoopbackGcs gcs;
  private ControlPlanePubSubGcsServiceFutureStub state;
  private ObservabilityPubSubServiceFutureStub logs;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
    state = ControlPlanePubSubGcsServiceGrpc.newFutureStub(gcs.channel());
    logs = ObservabilityPubSubServiceGrpc.newFutureStub(gcs.channel());
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  @Test
  void a_node_that_comes_and_goes_is_told_on_both_channels() throws Exception {
    subscribe(ChannelType.GCS_NODE_INFO_CHANNEL);
    subscribe(ChannelType.GCS_NODE_ADDRESS_AND_LIVENESS_CHANNEL);
    ListenableFuture<GcsSubscriberPollReply> held = poll(NIL, 0);
    var _ =
        gcs.nodes()
            .registerNode(
                RegisterNodeRequest.newBuilder().setNodeInfo(TestNodes.worker(1)).build());
    GcsSubscriberPollReply born = get(held);
    PubMessage first = born.getPubMessages(0);
    assertEquals(TestNodes.worker(1).getNodeId(), first.getKeyId());
    assertEquals("node-1", first.getNodeInfoMessage().getNodeName());

    var _ =
        gcs.nodes()
            .unregisterNode(
                UnregisterNodeRequest.newBuilder()
                    .setNodeId(TestNodes.id(1).bytes())
                    .setNodeDeathInfo(TestNodes.TERMINATED)
                    .build());
    List<PubMessage> rest = pollUntil(born.getPublisherId(), 1, 4);
    assertEquals(List.of(2L, 3L, 4L), Letters.numbers(rest));
    PubMessage dead = rest.get(1);
    assertEquals(GcsNodeState.DEAD, dead.getNodeInfoMessage().getState());
    assertEquals("", dead.getNodeInfoMessage().getNodeName());
    assertEquals(
        TestNodes.TERMINATED, rest.get(2).getNodeAddressAndLivenessMessage().getDeathInfo());
  }

  @Test
  void the_two_services_have_nothing_in_common() throws Exception {
    // Which of the two comes first is open; that one is ended by the other.
    ListenableFuture<GcsSubscriberPollReply> one = poll(NIL, 0);
    ListenableFuture<GcsSubscriberPollReply> other = poll(NIL, 0);
    GcsSubscriberPollReply own = get(firstOf(one, other));
    assertEquals(0, own.getPubMessagesCount());
    assertEquals(28, own.getPublisherId().size());

    subscribeLogs(ChannelType.RAY_LOG_CHANNEL);
    publishLog("a line");
    GcsSubscriberPollReply log = get(logs.gcsSubscriberPoll(pollRequest(ByteString.EMPTY, 0)));
    assertNotEquals(own.getPublisherId(), log.getPublisherId());
    assertEquals("a line", log.getPubMessages(0).getLogBatchMessage().getLines(0));
    assertEquals(1, log.getPubMessages(0).getSequenceId());
    one.cancel(true);
    other.cancel(true);
  }

  @Test
  void an_acknowledgement_of_another_publishers_messages_means_nothing() throws Exception {
    subscribeLogs(ChannelType.RAY_LOG_CHANNEL);
    publishLog("a line");
    GcsSubscriberPollReply reply = get(logs.gcsSubscriberPoll(pollRequest(Letters.id(77), 1000)));
    assertEquals(1, reply.getPubMessagesCount());
  }

  @Test
  void an_error_of_a_job_has_its_hexadecimal_id_as_key() throws Exception {
    subscribeLogs(ChannelType.RAY_ERROR_INFO_CHANNEL);
    ByteString job = ByteString.copyFrom(new byte[] {1, 0, 0, (byte) 0xab});
    assertEquals(Statuses.ok(), report(job));
    GcsSubscriberPollReply reply = get(logs.gcsSubscriberPoll(pollRequest(ByteString.EMPTY, 0)));
    assertEquals("010000ab", reply.getPubMessages(0).getKeyId().toStringUtf8());
    assertEquals(Statuses.INVALID, report(Letters.id(0x51)).getCode());
  }

  @Test
  void what_makes_no_sense_is_refused_in_words() throws Exception {
    ByteString tooShort = ByteString.copyFromUtf8("short");
    GcsSubscriberPollReply reply =
        get(
            state.gcsSubscriberPoll(
                GcsSubscriberPollRequest.newBuilder().setSubscriberId(tooShort).build()));
    assertRefused("subscriber id has 28 bytes", reply.getStatus());
    assertEquals(28, reply.getPublisherId().size());
    Command good = command(ChannelType.GCS_ACTOR_CHANNEL);
    assertRefused("subscriber id", change(tooShort, ByteString.EMPTY, good));
    assertRefused("worker id", change(Letters.id(0x51), tooShort, good));
    assertRefused("actor id has 16", change(good.toBuilder().setKeyId(tooShort).build()));
    assertRefused("neither", change(good.toBuilder().clearSubscribeMessage().build()));
    assertRefused("no channel", change(command(ChannelType.RAY_LOG_CHANNEL)));
    assertRefused("no channel", change(good.toBuilder().setChannelTypeValue(10).build()));
    PubMessage wrong =
        Letters.ofNode(1).toBuilder().setChannelType(ChannelType.GCS_JOB_CHANNEL).build();
    assertRefused(
        "carries JOB_MESSAGE",
        get(state.gcsPublish(GcsPublishRequest.newBuilder().addPubMessages(wrong).build()))
            .getStatus());
  }

  private static void assertRefused(String why, GcsStatus status) {
    assertEquals(Statuses.INVALID, status.getCode());
    assertTrue(status.getMessage().contains(why), status.getMessage());
  }

  private void subscribe(ChannelType channel) throws Exception {
    assertEquals(Statuses.ok(), change(command(channel)));
  }

  private GcsStatus change(Command command) throws Exception {
    return change(Letters.id(0x51), ByteString.EMPTY, command);
  }

  private GcsStatus change(ByteString subscriber, ByteString sender, Command command)
      throws Exception {
    return get(state.gcsSubscriberCommandBatch(batch(subscriber, sender, command))).getStatus();
  }

  private void subscribeLogs(ChannelType channel) throws Exception {
    var _ =
        get(
            logs.gcsSubscriberCommandBatch(
                batch(Letters.id(0x51), ByteString.EMPTY, command(channel))));
  }

  private void publishLog(String line) throws Exception {
    PubMessage message =
        PubMessage.newBuilder()
            .setChannelType(ChannelType.RAY_LOG_CHANNEL)
            .setLogBatchMessage(LogBatch.newBuilder().addLines(line))
            .build();
    var _ = get(logs.gcsPublish(GcsPublishRequest.newBuilder().addPubMessages(message).build()));
  }

  private GcsStatus report(ByteString job) throws Exception {
    return get(logs.reportJobError(
            ReportJobErrorRequest.newBuilder()
                .setJobError(ErrorTableData.newBuilder().setJobId(job))
                .build()))
        .getStatus();
  }

  /// All messages up to this one, however many replies they take.
  private List<PubMessage> pollUntil(ByteString publisher, long after, long last) throws Exception {
    List<PubMessage> all = new ArrayList<>();
    long seen = after;
    while (seen < last) {
      GcsSubscriberPollReply reply = get(poll(publisher, seen));
      all.addAll(reply.getPubMessagesList());
      seen = all.getLast().getSequenceId();
    }
    return all;
  }

  private static <T> ListenableFuture<T> firstOf(
      ListenableFuture<T> one, ListenableFuture<T> other) {
    SettableFuture<T> first = SettableFuture.create();
    for (ListenableFuture<T> each : List.of(one, other)) {
      each.addListener(() -> first.setFuture(each), Runnable::run);
    }
    return first;
  }

  private ListenableFuture<GcsSubscriberPollReply> poll(ByteString publisher, long seen) {
    return state.gcsSubscriberPoll(pollRequest(publisher, seen));
  }

  private static GcsSubscriberPollRequest pollRequest(ByteString publisher, long seen) {
    return GcsSubscriberPollRequest.newBuilder()
        .setSubscriberId(Letters.id(0x51))
        .setPublisherId(publisher)
        .setMaxProcessedSequenceId(seen)
        .build();
  }

  private static GcsSubscriberCommandBatchRequest batch(
      ByteString subscriber, ByteString sender, Command command) {
    return GcsSubscriberCommandBatchRequest.newBuilder()
        .setSubscriberId(subscriber)
        .setSenderId(sender)
        .addCommands(command)
        .build();
  }

  private static Command command(ChannelType channel) {
    return Command.newBuilder()
        .setChannelType(channel)
        .setSubscribeMessage(SubMessage.getDefaultInstance())
        .build();
  }

  private static <T> T get(ListenableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }
}
