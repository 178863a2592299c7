package io.nodectl.raylet;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceStub;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeReply;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Gcs by gRPC. Used by one thread, the registration's.
final class GrpcGcs implements Gcs {

  /// A gcs that is there but does not answer counts as unreachable after this.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final Tls tls;
  private Optional<ManagedChannel> channel = Optional.empty();
  private Optional<ResourceStream> stream = Optional.empty();

  GrpcGcs(Tls tls) {
    this.tls = tls;
  }

  /// Without retries of the channel's own: the registration decides about them, and wants to hear
  /// of each failure.
  @Override
  public void connect(GcsPeer peer, Access access) {
    close();
    ChannelOptions options = ChannelOptions.plain().with(tls).with(Retries.NONE);
    channel = Optional.of(Channels.open(peer.at().host(), peer.at().port(), access.on(options)));
    stream = channel.map(ResourceStream::new);
  }

  @Override
  public void register(GcsNodeInfo node, Consumer<GcsAnswer> answer) {
    stub(ANSWER_WITHIN)
        .registerNode(
            RegisterNodeRequest.newBuilder().setNodeInfo(node).build(),
            new Answer<>(reply -> GcsAnswers.of(reply.getStatus()), answer));
  }

  @Override
  public void checkAlive(NodeIdentity node, Consumer<GcsAnswer> answer) {
    stub(ANSWER_WITHIN)
        .checkAlive(
            CheckAliveRequest.newBuilder().addNodeIds(node.id().bytes()).build(),
            new Answer<>(GcsAnswers::of, answer));
  }

  @Override
  public void report(NodeIdentity node, ResourceViewSyncMessage view) {
    stream.ifPresent(open -> open.tell(node, view));
  }

  @Override
  public void unregister(UnregisterNodeRequest request, Duration limit, Runnable done) {
    stub(limit)
        .unregisterNode(
            request,
            new StreamObserver<>() {
              @Override
              public void onNext(UnregisterNodeReply reply) {}

              @Override
              public void onError(Throwable failure) {
                done.run();
              }

              @Override
              public void onCompleted() {
                done.run();
              }
            });
  }

  @Override
  public void close() {
    channel.ifPresent(Channels::close);
    channel = Optional.empty();
  }

  private NodeInfoGcsServiceStub stub(Duration deadline) {
    ManagedChannel to =
        channel.orElseThrow(() -> new IllegalStateException("a call before connect"));
    // A failed attempt to connect must not stand for the gcs that is back by now.
    to.resetConnectBackoff();
    return NodeInfoGcsServiceGrpc.newStub(to)
        .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  private record Answer<T>(Function<T, GcsAnswer> meaning, Consumer<GcsAnswer> taker)
      implements StreamObserver<T> {

    @Override
    public void onNext(T reply) {
      taker.accept(meaning.apply(reply));
    }

    @Override
    public void onError(Throwable failure) {
      taker.accept(GcsAnswers.of(failure));
    }

    @Override
    public void onCompleted() {}
  }
}
