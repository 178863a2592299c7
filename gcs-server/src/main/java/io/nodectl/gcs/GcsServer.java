package io.nodectl.gcs;

import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;

/// A GCS that listens: tables, services and health checks put together.
final class GcsServer implements AutoCloseable {

  private final RpcServer server;
  private final HealthMonitor monitor;

  private GcsServer(RpcServer server, HealthMonitor monitor) {
    this.server = server;
    this.monitor = monitor;
  }

  /// What a GCS needs to know.
  ///
  /// @param guard who lets calls in
  /// @param tls encryption of its port and of its calls to raylets
  /// @param cluster the cluster's id
  /// @param periods of the health checks
  record Settings(Guard guard, Tls tls, ClusterIdSource cluster, HealthPeriods periods) {}

  /// Listens and serves.
  ///
  /// @param address where; port 0 lets the kernel choose
  /// @throws BindFailed if the address cannot be had; nothing is left running then
  static GcsServer start(InetSocketAddress address, Settings settings) throws BindFailed {
    ClusterId cluster = settings.cluster().clusterId();
    NodeTable table = new NodeTable();
    Nodes nodes = new Nodes(table, InstantSource.system());
    RpcServer server =
        RpcServer.on(address)
            .guard(settings.guard())
            .tls(settings.tls())
            .intercept(new ClusterCheck(cluster))
            .service(
                new NodeInfoService(cluster, table, nodes), new InternalKvService(new KvTable()))
            // All of it is in memory: a thread switch would cost more than the answer.
            .handlers(Handlers.NEVER_BLOCK)
            .start();
    HealthMonitor monitor = monitor(settings, nodes);
    nodes.addListener(monitor);
    monitor.start();
    return new GcsServer(server, monitor);
  }

  /// Where it listens, with the port it got.
  InetSocketAddress address() {
    return server.address();
  }

  /// Stops; running calls get the grace.
  void stop(Duration grace) {
    monitor.close();
    server.stop(grace);
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private static HealthMonitor monitor(Settings settings, Nodes nodes) {
    HealthPeriods periods = settings.periods();
    return new HealthMonitor(
        periods,
        GrpcNodeProbe.factory(settings.tls(), periods.deadline()),
        nodes::lose,
        System::nanoTime,
        HealthMonitor.ownThread());
  }
}
