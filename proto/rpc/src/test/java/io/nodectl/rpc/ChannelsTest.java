package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  @Test
  void a_call_that_finds_nobody_is_tried_again_until_it_is_answered() throws BindFailed {
    CountingNodeInfo nodes = new CountingNodeInfo(Status.UNAVAILABLE, 3);
    try (RpcServer server = serve(nodes);
        Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      call(loopback);
    }
    assertEquals(4, nodes.calls.get());
  }

  @Test
  void any_other_failure_is_an_answer_and_never_tried_again() throws BindFailed {
    for (Status answer :
        new Status[] {Status.INTERNAL, Status.ABORTED, Status.NOT_FOUND, Status.UNKNOWN}) {
      CountingNodeInfo nodes = new CountingNodeInfo(answer, 1);
      try (RpcServer server = serve(nodes);
          Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
        assertEquals(answer.getCode(), failure(loopback).getCode());
      }
      assertEquals(1, nodes.calls.get());
    }
  }

  @Test
  void without_retries_a_call_that_finds_nobody_fails_at_once() throws BindFailed {
    CountingNodeInfo nodes = new CountingNodeInfo(Status.UNAVAILABLE, 1);
    try (RpcServer server = serve(nodes);
        Loopback loopback = Loopback.to(server, ChannelOptions.plain().with(Retries.NONE))) {
      assertEquals(Status.Code.UNAVAILABLE, failure(loopback).getCode());
    }
  }

  @Test
  void the_retries_end_at_the_deadline_of_the_channel_or_the_caller() throws BindFailed {
    CountingNodeInfo nodes = new CountingNodeInfo(Status.UNAVAILABLE, Integer.MAX_VALUE);
    ChannelOptions brief = ChannelOptions.plain().with(Duration.ofMillis(50));
    try (RpcServer server = serve(nodes);
        Loopback usual = Loopback.to(server, ChannelOptions.plain());
        Loopback loopback = Loopback.to(server, brief)) {
      assertEquals(Status.Code.DEADLINE_EXCEEDED, failure(loopback).getCode());
      StatusRuntimeException late =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  usual
                      .nodes()
                      .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                      .getClusterId(GetClusterIdRequest.getDefaultInstance()));
      assertEquals(Status.Code.DEADLINE_EXCEEDED, late.getStatus().getCode());
    }
  }

  @Test
  void a_channel_finds_a_server_that_comes_back_on_the_same_port() throws IOException {
    try (SocketChannel holder = SocketChannel.open()) {
      holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      holder.bind(Loopback.ANY_PORT);
      InetSocketAddress address = (InetSocketAddress) holder.getLocalAddress();
      try (Loopback loopback = Loopback.to(address.getPort(), ChannelOptions.plain())) {
        for (int life = 0; life < 3; life++) {
          CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> call(loopback));
          CountingNodeInfo nodes = CountingNodeInfo.neverFailing();
          try (RpcServer _ = serveAgain(address, nodes)) {
            waiting.orTimeout(Loopback.HANG_MS, TimeUnit.MILLISECONDS).join();
          }
        }
      }
    }
  }

  @Test
  void a_channel_that_knows_its_cluster_says_so_in_every_call() throws BindFailed {
    ClusterId cluster = ClusterId.random();
    CompletableFuture<String> heard = new CompletableFuture<>();
    ServerInterceptor ear =
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            heard.complete(headers.get(Headers.CLUSTER_ID));
            return next.startCall(call, headers);
          }
        };
    try (RpcServer server =
            RpcServer.on(Loopback.ANY_PORT)
                .guard(Loopback.open())
                .intercept(ear)
                .service(CountingNodeInfo.neverFailing())
                .start();
        Loopback loopback = Loopback.to(server, ChannelOptions.plain().with(cluster))) {
      call(loopback);
    }
    assertEquals(cluster.hex(), heard.join());
  }

  private static RpcServer serve(CountingNodeInfo nodes) throws BindFailed {
    return RpcServer.on(Loopback.ANY_PORT).guard(Loopback.open()).service(nodes).start();
  }

  /// The event loop lets go of a stopped server's port a moment after the stop.
  private static RpcServer serveAgain(InetSocketAddress address, CountingNodeInfo nodes)
      throws BindFailed {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Loopback.HANG_MS);
    while (true) {
      try {
        return RpcServer.on(address).guard(Loopback.open()).service(nodes).start();
      } catch (BindFailed e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void call(Loopback loopback) {
    var _ = loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
  }

  private static Status failure(Loopback loopback) {
    return assertThrows(StatusRuntimeException.class, () -> call(loopback)).getStatus();
  }
}
