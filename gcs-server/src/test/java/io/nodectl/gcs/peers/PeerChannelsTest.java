package io.nodectl.gcs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.GetResourceLoadRequest;
import io.nodectl.messages.ray.NodeManagerServiceGrpc.NodeManagerServiceImplBase;
import io.nodectl.messages.ray.ResourcesData;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PeerChannelsTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final AuthToken TOKEN = AuthToken.of("peers-test-token");

  private static final class BusyRaylet extends NodeManagerServiceImplBase {
    @Override
    public void getResourceLoad(
        GetResourceLoadRequest request, StreamObserver<GetResourceLoadReply> caller) {
      caller.onNext(
          GetResourceLoadReply.newBuilder()
              .setResources(ResourcesData.newBuilder().putResourceLoad("CPU", 3))
              .build());
      caller.onCompleted();
    }
  }

  @Test
  void a_call_waits_until_it_is_known_how_it_authenticates_and_carries_the_token()
      throws Exception {
    try (RpcServer server = raylet();
        var peers = new PeerChannels(Tls.off())) {
      CompletableFuture<GetResourceLoadReply> answer =
          peers.raylets().at(addressOf(server)).getResourceLoad();
      peers.authenticate(Access.by(TOKEN));
      assertEquals(3, waited(answer).getResources().getResourceLoadOrThrow("CPU"));
    }
  }

  @Test
  void calls_to_one_address_share_a_channel() throws Exception {
    try (RpcServer server = raylet();
        var peers = new PeerChannels(Tls.off())) {
      peers.authenticate(Access.by(TOKEN));
      waited(peers.raylets().at(addressOf(server)).getResourceLoad());
      waited(peers.raylets().at(addressOf(server)).getResourceLoad());
      assertEquals(1, peers.size());
    }
  }

  @Test
  void a_channel_that_nobody_uses_is_closed_and_opened_again_for_the_next_call() throws Exception {
    try (RpcServer server = raylet();
        var peers = new PeerChannels(Tls.off(), Duration.ofMillis(1))) {
      peers.authenticate(Access.by(TOKEN));
      Raylet raylet = peers.raylets().at(addressOf(server));
      waited(raylet.getResourceLoad());
      assertTimeoutPreemptively(
          HANG,
          () -> {
            while (peers.size() > 0) {
              Thread.onSpinWait();
            }
          });
      assertEquals(1, waited(raylet.getResourceLoad()).getResources().getResourceLoadCount());
    }
  }

  @Test
  void a_call_to_nobody_fails_at_once_and_is_not_tried_again() throws Exception {
    PeerAddress gone;
    try (RpcServer server = raylet()) {
      gone = addressOf(server);
    }
    try (var peers = new PeerChannels(Tls.off())) {
      peers.authenticate(Access.open());
      assertEquals(Status.Code.UNAVAILABLE, failure(peers.raylets().at(gone).getResourceLoad()));
    }
  }

  @Test
  void peers_that_are_rays_are_pinged_no_more_often_than_they_bear() {
    assertEquals(ChannelOptions.Pings.RARELY, PeerChannels.options(Tls.off()).pings());
  }

  @Test
  void an_address_that_is_none_is_an_invalid_argument() {
    try (var peers = new PeerChannels(Tls.off())) {
      peers.authenticate(Access.open());
      for (PeerAddress nonsense :
          new PeerAddress[] {
            new PeerAddress("", 1), new PeerAddress("h", 0), new PeerAddress("a b", 1)
          }) {
        assertEquals(
            Status.Code.INVALID_ARGUMENT, failure(peers.raylets().at(nonsense).getResourceLoad()));
      }
    }
  }

  private static RpcServer raylet() throws BindFailed {
    Guard guard = Guard.closed();
    guard.demand(TOKEN);
    return RpcServer.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .guard(guard)
        .service(new BusyRaylet())
        .start();
  }

  private static PeerAddress addressOf(RpcServer server) {
    return new PeerAddress(
        server.address().getAddress().getHostAddress(), server.address().getPort());
  }

  private static <T> T waited(CompletableFuture<T> answer) throws Exception {
    return answer.get(HANG.toSeconds(), TimeUnit.SECONDS);
  }

  private static Status.Code failure(CompletableFuture<?> answer) {
    var failed = assertThrows(ExecutionException.class, () -> waited(answer));
    return Status.fromThrowable(failed).getCode();
  }
}
