package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.nodectl.messages.ray.AcknowledgeRequest;
import io.nodectl.messages.ray.ConnectionCleanupRequest;
import io.nodectl.messages.ray.ConnectionInfoRequest;
import io.nodectl.messages.ray.DataRequest;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.InitRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RefusedSessionTest {

  private static final DataRequest INIT =
      DataRequest.newBuilder().setReqId(1).setInit(InitRequest.getDefaultInstance()).build();

  private final RecordingObserver<DataResponse> client = new RecordingObserver<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final RefusedSession session =
      new RefusedSession(() -> new Upstream.Waiting("not ready: waiting"), later::add, client);

  @Test
  void init_is_answered_with_the_reason_before_the_stream_ends_with_a_status() throws Exception {
    session.onNext(INIT);
    DataResponse answer = client.heard().getFirst();
    assertEquals(1, answer.getReqId());
    assertFalse(answer.getInit().getOk());
    assertEquals("not ready: waiting", answer.getInit().getMsg());
    assertFalse(client.ended());

    later.remove().run();
    assertEquals(Code.UNAVAILABLE, client.end().getCode());
    assertEquals("not ready: waiting", client.end().getDescription());
  }

  @Test
  void a_client_that_has_read_the_answer_and_leaves_is_let_go_in_peace() throws Exception {
    session.onNext(INIT);
    session.onNext(
        DataRequest.newBuilder()
            .setConnectionCleanup(ConnectionCleanupRequest.getDefaultInstance())
            .build());
    assertTrue(client.heard().getLast().hasConnectionCleanup());
    assertTrue(client.end().isOk());
    session.onCompleted();
    later.remove().run();
  }

  @Test
  void the_stream_ends_as_soon_as_the_client_has_ended_its_side() throws Exception {
    session.onCompleted();
    assertTrue(client.end().isOk());
  }

  @Test
  void a_session_must_begin_with_init_and_the_client_must_not_try_again() throws Exception {
    session.onNext(
        DataRequest.newBuilder()
            .setReqId(1)
            .setConnectionInfo(ConnectionInfoRequest.getDefaultInstance())
            .build());
    assertEquals(Code.FAILED_PRECONDITION, client.end().getCode());
  }

  @Test
  void an_acknowledgement_is_no_beginning_and_no_end() {
    session.onNext(
        DataRequest.newBuilder().setAcknowledge(AcknowledgeRequest.getDefaultInstance()).build());
    assertFalse(client.ended());
  }

  @Test
  void a_client_that_wants_to_go_on_with_a_session_is_told_that_there_is_none() throws Exception {
    session.endAsUnknown();
    assertEquals(Code.NOT_FOUND, client.end().getCode());
  }
}
