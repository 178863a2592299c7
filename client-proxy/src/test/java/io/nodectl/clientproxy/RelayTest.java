package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayTest {

  private static final GcsPeer GCS = new GcsPeer(new Endpoint("127.0.0.1", 6379), 1);

  @Test
  void a_gcs_that_is_not_there_is_named_with_the_cause_and_may_be_asked_again() throws Exception {
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var nobody = new GcsPeer(new Endpoint("127.0.0.1", deaf.getLocalPort()), 1);
      Status status = ask(nobody);
      assertEquals(Code.UNAVAILABLE, status.getCode());
      String text = String.valueOf(status.getDescription());
      assertTrue(text.startsWith(nobody + " could not be asked: "), text);
      assertTrue(text.contains("Connection refused"), text);
    }
  }

  @Test
  void a_call_under_way_to_a_gcs_that_was_replaced_is_asked_of_the_next_one() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open())) {
      ManagedChannel dropped = open(GCS);
      dropped.shutdownNow();
      var next = new GcsPeer(gcs.address(), 2);
      ManagedChannel channel = open(next);
      var states =
          new ArrayDeque<Upstream.State>(
              List.of(
                  new Upstream.Wired(new Gcs(GCS, dropped)),
                  new Upstream.Wired(new Gcs(next, channel))));
      try {
        var client = new RecordingObserver<ClusterInfoResponse>();
        new Relay(states::remove).ask(ClusterAnswers.nodes(), client);
        assertEquals(Status.OK.getCode(), client.end().getCode());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void what_passes_by_itself_may_be_asked_again_and_what_does_not_must_not() {
    assertEquals(Code.UNAVAILABLE, refusal(Status.UNAVAILABLE).getCode());
    assertEquals(Code.UNAVAILABLE, refusal(Status.DEADLINE_EXCEEDED).getCode());
    assertEquals(Code.FAILED_PRECONDITION, refusal(Status.UNAUTHENTICATED).getCode());
    assertEquals(Code.FAILED_PRECONDITION, refusal(Status.UNIMPLEMENTED).getCode());
    assertEquals(Code.FAILED_PRECONDITION, refusal(Status.UNKNOWN).getCode());
    assertEquals(Code.RESOURCE_EXHAUSTED, refusal(Status.RESOURCE_EXHAUSTED).getCode());
  }

  @Test
  void what_gcs_says_no_to_is_told_in_its_words() {
    StatusRuntimeException refusal =
        Refusal.refusedBy(GCS, GcsStatus.newBuilder().setCode(4).setMessage("no").build());
    assertEquals(
        "gcs-server at 127.0.0.1:6379 refused (code 4): no", refusal.getStatus().getDescription());
  }

  private static Status ask(GcsPeer gcs) throws Exception {
    ManagedChannel channel = open(gcs);
    try {
      var client = new RecordingObserver<ClusterInfoResponse>();
      Question<GetAllNodeInfoReply, ClusterInfoResponse> question = ClusterAnswers.nodes();
      new Relay(() -> new Upstream.Wired(new Gcs(gcs, channel))).ask(question, client);
      return client.end();
    } finally {
      channel.shutdownNow();
    }
  }

  private static ManagedChannel open(GcsPeer gcs) {
    return Channels.open(
        gcs.at().host(), gcs.at().port(), ChannelOptions.plain().with(Retries.NONE));
  }

  private static Status refusal(Status ofGcs) {
    return Refusal.unreachable(GCS, ofGcs.asRuntimeException()).getStatus();
  }
}
