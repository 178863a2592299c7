package io.nodectl.gcs;

import io.grpc.ManagedChannel;
import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.gcs.storage.MemoryStorage;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceBlockingStub;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceBlockingStub;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// A GCS on loopback, and a client of it.
public final class LoopbackGcs implements AutoCloseable {

  public static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final AuthToken TOKEN = AuthToken.of("token-of-the-test");

  private final GcsServer server;
  private final ManagedChannel channel;

  private LoopbackGcs(GcsServer server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  public static LoopbackGcs start() throws BindFailed {
    return start(HealthPeriods.likeRay());
  }

  public static LoopbackGcs start(HealthPeriods periods) throws BindFailed {
    return start(periods, MemoryStorage::new);
  }

  /// One that keeps its state.
  public static LoopbackGcs keeping(Path folder, HealthPeriods periods) throws BindFailed {
    return start(periods, new SqliteFile(folder));
  }

  private static LoopbackGcs start(HealthPeriods periods, Storage.Opener storage)
      throws BindFailed {
    Guard guard = Guard.closed();
    guard.demand(TOKEN);
    GcsServer server =
        GcsServer.start(
            ANY_PORT,
            new GcsServer.Settings(guard, Tls.off(), storage, periods, RaySettings.usual()));
    server.authenticate(Access.by(TOKEN));
    server
        .openStore(
            new Store.Listener() {
              @Override
              public void unusable(StorageUnusable why) {
                throw new AssertionError(why);
              }

              @Override
              public void broke(StorageFailed why) {
                throw new AssertionError(why);
              }
            })
        .join();
    return new LoopbackGcs(server, open(server, ChannelOptions.plain().with(TOKEN)));
  }

  /// Checks so often that a test need not wait: dead after some hundred milliseconds.
  public static HealthPeriods hasty() {
    Duration often = Duration.ofMillis(30);
    return new HealthPeriods(often, often, Duration.ofSeconds(5), 3, Duration.ofSeconds(5));
  }

  public ClusterId cluster() {
    return ClusterId.of(
        nodes().getClusterId(GetClusterIdRequest.getDefaultInstance()).getClusterId());
  }

  public NodeInfoGcsServiceBlockingStub nodes() {
    return NodeInfoGcsServiceGrpc.newBlockingStub(channel);
  }

  public InternalKVGcsServiceBlockingStub kv() {
    return InternalKVGcsServiceGrpc.newBlockingStub(channel);
  }

  /// The channel of a client that has the token.
  public ManagedChannel channel() {
    return channel;
  }

  /// Another client, that has the token and perhaps says which cluster it means.
  public ManagedChannel client(ClusterId named) {
    return open(server, ChannelOptions.plain().with(TOKEN).with(named));
  }

  /// Another client, that has no token.
  public ManagedChannel stranger() {
    return open(server, ChannelOptions.plain());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }

  private static ManagedChannel open(GcsServer server, ChannelOptions options) {
    return Channels.open("127.0.0.1", server.address().getPort(), options);
  }
}
