package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc.RaySyncerImplBase;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.RpcServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ResourceStreamTest {

  private static final NodeIdentity NODE =
      new NodeIdentity(NodeId.random(), "10.0.0.1", "n", Role.WORKER);

  @Test
  void gcs_is_told_once_what_the_node_has_all_of_it_free() throws Exception {
    BlockingQueue<RaySyncMessage> heard = new LinkedBlockingQueue<>();
    try (RpcServer gcs = listener(heard)) {
      ManagedChannel channel =
          Channels.open("127.0.0.1", gcs.address().getPort(), ChannelOptions.plain());
      var stream = new ResourceStream(channel);
      ResourceViewSyncMessage view = view();
      stream.tell(NODE, view);
      stream.tell(NODE, view);
      RaySyncMessage message = Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
      assertEquals(NODE.id().bytes(), message.getNodeId());
      assertEquals(view, ResourceViewSyncMessage.parseFrom(message.getSyncMessage()));
      assertEquals(view.getResourcesTotalMap(), view.getResourcesAvailableMap());
      channel.shutdownNow();
      assertEquals(0, heard.size());
    }
  }

  private static ResourceViewSyncMessage view() {
    Instant start = Instant.ofEpochSecond(100);
    return new NodeDescription(NODE, 1, 2, new Machine("box", 2, 4096), start)
        .view(start.plusSeconds(7));
  }

  private static RpcServer listener(BlockingQueue<RaySyncMessage> heard) throws BindFailed {
    Guard guard = Guard.closed();
    guard.letAllIn();
    var service =
        new RaySyncerImplBase() {
          @Override
          public StreamObserver<RaySyncMessageBatch> startSync(
              StreamObserver<RaySyncMessageBatch> caller) {
            return new StreamObserver<>() {
              @Override
              public void onNext(RaySyncMessageBatch batch) {
                heard.addAll(batch.getMessagesList());
              }

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onCompleted() {
                caller.onCompleted();
              }
            };
          }
        };
    return RpcServer.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .guard(guard)
        .service(service)
        .start();
  }
}
