package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.syncer.RaySyncMessage;
import io.nodectl.messages.ray.syncer.RaySyncMessageBatch;
import io.nodectl.messages.ray.syncer.RaySyncerGrpc.RaySyncerImplBase;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.ResourceWishes;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.RpcServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ResourceStreamTest {

  private static final Instant START = Instant.ofEpochSecond(100);

  private static final NodeIdentity NODE =
      new NodeIdentity(NodeId.random(), "10.0.0.1", "n", Role.WORKER);

  @Test
  void gcs_is_told_what_the_node_has_and_again_when_something_of_it_is_taken() throws Exception {
    BlockingQueue<RaySyncMessage> heard = new LinkedBlockingQueue<>();
    try (RpcServer gcs = listener(heard)) {
      ManagedChannel channel =
          Channels.open("127.0.0.1", gcs.address().getPort(), ChannelOptions.plain());
      var stream = new ResourceStream(channel);
      stream.tell(NODE, idle(7));
      stream.tell(NODE, idle(9));
      stream.tell(NODE, busy());
      stream.tell(NODE, idle(12));
      RaySyncMessage first = next(heard);
      assertEquals(NODE.id().bytes(), first.getNodeId());
      assertEquals(idle(7), ResourceViewSyncMessage.parseFrom(first.getSyncMessage()));
      assertEquals(busy(), ResourceViewSyncMessage.parseFrom(next(heard).getSyncMessage()));
      RaySyncMessage last = next(heard);
      assertEquals(idle(12), ResourceViewSyncMessage.parseFrom(last.getSyncMessage()));
      assertEquals(first.getVersion() + 2, last.getVersion());
      channel.shutdownNow();
      assertEquals(0, heard.size());
    }
  }

  private static RaySyncMessage next(BlockingQueue<RaySyncMessage> heard)
      throws InterruptedException {
    return Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  private static ResourceViewSyncMessage idle(int seconds) {
    NodeDescription node = description();
    ResourceViewSyncMessage view =
        node.view(node.resources().total(), Optional.of(START), START.plusSeconds(seconds));
    assertEquals(view.getResourcesTotalMap(), view.getResourcesAvailableMap());
    return view;
  }

  private static ResourceViewSyncMessage busy() {
    ResourceViewSyncMessage view =
        description().view(Amounts.NONE, Optional.empty(), START.plusSeconds(10));
    assertEquals(0, view.getIdleDurationMs());
    return view;
  }

  private static NodeDescription description() {
    var machine = new Machine("box", 2, 4096);
    return new NodeDescription(
        NODE, 1, 2, machine, machine.resources(NODE, ResourceWishes.NONE, Map.of()), START);
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
