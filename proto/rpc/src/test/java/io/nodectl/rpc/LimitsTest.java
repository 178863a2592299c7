package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final ChannelOptions OPTIONS = ChannelOptions.plain().with(Retries.NONE);
  private static final int MEGA = 1 << 20;
  private static final int MANY = 1_000_000;

  private final HoldingNodeInfo nodes = new HoldingNodeInfo();

  @Test
  void a_request_that_is_too_large_is_refused_and_the_connection_goes_on() throws Exception {
    try (RpcServer server = server(new Limits(MEGA, MANY, MANY, MANY, 1L << 30));
        Loopback loopback = Loopback.to(server, OPTIONS)) {
      ByteString large = ByteString.copyFrom(new byte[MEGA]);
      assertEquals(
          Status.Code.RESOURCE_EXHAUSTED,
          end(checkAlive(loopback, CheckAliveRequest.newBuilder().addNodeIds(large).build()))
              .getCode());
      assertEquals(Status.OK, end(checkAlive(loopback, CheckAliveRequest.getDefaultInstance())));
    }
  }

  @Test
  void too_many_open_calls_are_refused_until_some_have_ended() throws Exception {
    try (RpcServer server = server(new Limits(MEGA, MANY, 2, MANY, 1L << 30));
        Loopback loopback = Loopback.to(server, OPTIONS)) {
      ListenableFuture<GetClusterIdReply> first = getClusterId(loopback);
      ListenableFuture<GetClusterIdReply> second = getClusterId(loopback);
      nodes.awaitHeld(2);
      Status refusal = end(getClusterId(loopback));
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("more than 2 calls are open"));
      nodes.answerAll(1);
      assertEquals(Status.OK, end(first));
      assertEquals(Status.OK, end(second));
      assertEquals(1, server.load().refused());
      assertEquals(1, server.load().connections());
      while (server.load().calls() > 0) {
        // The last byte of an answer goes out a moment after the caller has it.
        Thread.onSpinWait();
      }
      assertEquals(Status.OK, end(checkAlive(loopback, CheckAliveRequest.getDefaultInstance())));
    }
  }

  @Test
  void one_connection_that_calls_too_often_is_refused_and_another_one_is_not() throws Exception {
    try (RpcServer server = server(new Limits(MEGA, MANY, MANY, 3, 1L << 30));
        Loopback wild = Loopback.to(server, OPTIONS);
        Loopback calm = Loopback.to(server, OPTIONS)) {
      List<ListenableFuture<CheckAliveReply>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(checkAlive(wild, CheckAliveRequest.getDefaultInstance()));
      }
      assertEquals(Status.OK, end(calls.getFirst()));
      int refused = 0;
      for (ListenableFuture<CheckAliveReply> call : calls) {
        refused += end(call).getCode() == Status.Code.RESOURCE_EXHAUSTED ? 1 : 0;
      }
      assertTrue(refused > 0);
      assertEquals(Status.OK, end(checkAlive(calm, CheckAliveRequest.getDefaultInstance())));
    }
  }

  @Test
  void who_does_not_read_his_answers_gets_no_more_of_them() throws Exception {
    try (RpcServer server = server(new Limits(MEGA, MANY, MANY, MANY, 4 * MEGA));
        Loopback lazy = Loopback.to(server, OPTIONS)) {
      List<DeafCall> asleep = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asleep.add(new DeafCall(lazy));
      }
      nodes.awaitHeld(8);
      nodes.answerAll(2 * MEGA);
      Status refusal = end(getClusterId(lazy));
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("wait for this caller"));
      asleep.forEach(DeafCall::hangUp);
      while (server.load().unreadBytes() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(Status.OK, end(checkAlive(lazy, CheckAliveRequest.getDefaultInstance())));
    }
  }

  @Test
  void who_vanishes_takes_his_open_calls_along() throws Exception {
    try (RpcServer server = server(new Limits(MEGA, MANY, MANY, MANY, 1L << 30))) {
      try (Loopback loopback = Loopback.to(server, OPTIONS)) {
        var _ = getClusterId(loopback);
        var _ = getClusterId(loopback);
        nodes.awaitHeld(2);
        assertEquals(2, server.load().calls());
      }
      while (server.load().calls() > 0 || server.load().connections() > 0) {
        Thread.onSpinWait();
      }
      // Nobody minds that he is answered all the same.
      nodes.answerAll(1);
      assertEquals(0, server.load().unreadBytes());
    }
  }

  private RpcServer server(Limits limits) throws BindFailed {
    return RpcServer.on(Loopback.ANY_PORT)
        .guard(Loopback.open())
        .limits(limits)
        .service(nodes)
        .start();
  }

  private static ListenableFuture<GetClusterIdReply> getClusterId(Loopback loopback) {
    return ClientCalls.futureUnaryCall(
        loopback.channel().newCall(NodeInfoGcsServiceGrpc.getGetClusterIdMethod(), DEADLINE),
        GetClusterIdRequest.getDefaultInstance());
  }

  private static ListenableFuture<CheckAliveReply> checkAlive(
      Loopback loopback, CheckAliveRequest request) {
    return ClientCalls.futureUnaryCall(
        loopback.channel().newCall(NodeInfoGcsServiceGrpc.getCheckAliveMethod(), DEADLINE),
        request);
  }

  private static final CallOptions DEADLINE =
      CallOptions.DEFAULT.withDeadlineAfter(Loopback.HANG_MS, TimeUnit.MILLISECONDS);

  private static Status end(ListenableFuture<?> call) throws InterruptedException {
    try {
      var _ = call.get();
      return Status.OK;
    } catch (ExecutionException e) {
      return Status.fromThrowable(e);
    }
  }

  /// Asks, and never takes the answer.
  private static final class DeafCall {
    private final ClientCall<GetClusterIdRequest, GetClusterIdReply> call;

    DeafCall(Loopback loopback) {
      call = loopback.channel().newCall(NodeInfoGcsServiceGrpc.getGetClusterIdMethod(), DEADLINE);
      call.start(new ClientCall.Listener<>() {}, new Metadata());
      call.sendMessage(GetClusterIdRequest.getDefaultInstance());
      call.halfClose();
    }

    void hangUp() {
      call.cancel("was asleep", null);
    }
  }

  /// Holds GetClusterId until it is told to answer; CheckAlive is answered at once.
  private static final class HoldingNodeInfo extends NodeInfoGcsServiceImplBase {
    private final Queue<StreamObserver<GetClusterIdReply>> held = new ConcurrentLinkedQueue<>();
    private final Semaphore arrivals = new Semaphore(0);

    @Override
    public void getClusterId(GetClusterIdRequest request, StreamObserver<GetClusterIdReply> reply) {
      held.add(reply);
      arrivals.release();
    }

    @Override
    public void checkAlive(CheckAliveRequest request, StreamObserver<CheckAliveReply> reply) {
      reply.onNext(CheckAliveReply.getDefaultInstance());
      reply.onCompleted();
    }

    void awaitHeld(int calls) throws InterruptedException {
      assertTrue(arrivals.tryAcquire(calls, Loopback.HANG_MS, TimeUnit.MILLISECONDS));
    }

    void answerAll(int bytes) {
      var answer =
          GetClusterIdReply.newBuilder().setClusterId(ByteString.copyFrom(new byte[bytes])).build();
      for (StreamObserver<GetClusterIdReply> each : held) {
        each.onNext(answer);
        each.onCompleted();
      }
      held.clear();
    }
  }
}
