package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClosedUnderCallTest {
  private static final Status CLOSED =
      Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());
  private static final HealthCheckRequest QUESTION =
      HealthCheckRequest.newBuilder().setService("a").build();
  private static final HealthCheckResponse ANSWER =
      HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();

  @Test
  void a_unary_call_that_met_a_closed_connection_is_made_again_as_it_was() {
    Ending channel = new Ending(CLOSED, 2);
    assertEquals(ANSWER, stub(channel).check(QUESTION));
    assertEquals(List.of(QUESTION, QUESTION, QUESTION), channel.heard);
  }

  @Test
  void connections_that_are_always_closed_end_it_with_their_status() {
    Ending channel = new Ending(CLOSED, Integer.MAX_VALUE);
    StatusRuntimeException end =
        assertThrows(StatusRuntimeException.class, () -> stub(channel).check(QUESTION));
    assertEquals("channel closed", end.getStatus().getDescription());
    assertEquals(ClosedUnderCall.ATTEMPTS, channel.heard.size());
  }

  @Test
  void what_a_server_does_not_know_is_an_answer() {
    Ending channel = new Ending(Status.UNKNOWN.withDescription("channel closed"), 1);
    assertThrows(StatusRuntimeException.class, () -> stub(channel).check(QUESTION));
    assertEquals(1, channel.heard.size());
  }

  @Test
  void a_stream_is_not_begun_again() {
    Ending channel = new Ending(CLOSED, 1);
    assertThrows(StatusRuntimeException.class, () -> stub(channel).watch(QUESTION).hasNext());
    assertEquals(1, channel.heard.size());
  }

  private static HealthGrpc.HealthBlockingStub stub(Channel channel) {
    return HealthGrpc.newBlockingStub(ClientInterceptors.intercept(channel, new ClosedUnderCall()));
  }

  /// Ends so many calls with a status, once they are whole, and answers the others.
  private static final class Ending extends Channel {
    private final List<Object> heard = new ArrayList<>();
    private final Status status;
    private final int times;

    Ending(Status status, int times) {
      this.status = status;
      this.times = times;
    }

    @Override
    public String authority() {
      return "nowhere";
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new ClientCall<>() {
        private Listener<R> listener = new Listener<>() {};

        @Override
        public void start(Listener<R> whom, Metadata headers) {
          listener = whom;
        }

        @Override
        public void request(int count) {}

        @Override
        public void cancel(@Nullable String why, @Nullable Throwable cause) {}

        @Override
        public void sendMessage(Q message) {
          heard.add(message);
        }

        @Override
        public void halfClose() {
          if (heard.size() <= times) {
            listener.onClose(status, new Metadata());
            return;
          }
          listener.onHeaders(new Metadata());
          listener.onMessage(method.parseResponse(ANSWER.toByteString().newInput()));
          listener.onClose(Status.OK, new Metadata());
        }
      };
    }
  }
}
