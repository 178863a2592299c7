package io.nodectl.gcs;

import io.nodectl.gcs.backup.StoreService;
import io.nodectl.gcs.cluster.ClusterCheck;
import io.nodectl.gcs.cluster.ClusterTable;
import io.nodectl.gcs.cluster.RaySession;
import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.cluster.SystemConfig;
import io.nodectl.gcs.cluster.WellKnownKeys;
import io.nodectl.gcs.health.GrpcNodeProbe;
import io.nodectl.gcs.health.HealthMonitor;
import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.gcs.kv.InternalKvService;
import io.nodectl.gcs.launches.DepartedLaunches;
import io.nodectl.gcs.launches.LaunchesService;
import io.nodectl.gcs.metrics.GcsMetrics;
import io.nodectl.gcs.nodes.DrainTable;
import io.nodectl.gcs.nodes.NodeInfoCalls;
import io.nodectl.gcs.nodes.NodeInfoService;
import io.nodectl.gcs.nodes.NodeTable;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerChannels;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A GCS that listens: store, services and health checks put together.
final class GcsServer implements AutoCloseable {

  private final Parts parts;
  private final RpcServer server;

  private GcsServer(Parts parts, RpcServer server) {
    this.parts = parts;
    this.server = server;
  }

  /// What a GCS needs to know.
  ///
  /// @param guard who lets calls in
  /// @param tls encryption of its port and of its calls to raylets
  /// @param storage where the cluster's state is kept
  /// @param periods of the health checks
  /// @param ray what was said of the cluster for Ray's own programs
  record Settings(
      Guard guard, Tls tls, Storage.Opener storage, HealthPeriods periods, RaySettings ray) {}

  private record Parts(
      Store store,
      Nodes nodes,
      ClusterCheck check,
      HealthMonitor monitor,
      PeerChannels peers,
      ResourceParts resources,
      LifeParts life,
      Measurements measurements,
      ActorParts actors,
      PlacementParts placement,
      AutoscalerParts autoscaler,
      RaySettings ray) {}

  /// What is known once the store is open.
  private record Loaded(
      ClusterId cluster,
      List<GcsNodeInfo> living,
      GroupRows.Kept groups,
      List<DrainNodeRequest> drains) {}

  /// Listens and takes calls in; they are answered once the store is open.
  ///
  /// @param address where; port 0 lets the kernel choose
  /// @throws BindFailed if the address cannot be had; nothing is left running then
  static GcsServer start(InetSocketAddress address, Settings settings) throws BindFailed {
    var store = new Store(settings.storage());
    var nodes = new Nodes(store, InstantSource.system(), settings.ray());
    var check = new ClusterCheck();
    var peers = new PeerChannels(settings.tls());
    var resources = ResourceParts.create(store, peers.raylets());
    var life = LifeParts.create(store);
    var measurements = Measurements.of(store);
    var placement = PlacementParts.create(store, resources.view(), peers.raylets());
    var actors = ActorParts.create(store, peers, placement, life.pubsub().controlPlane());
    var autoscaler = AutoscalerParts.create(store, resources, peers.raylets(), actors.actors());
    RpcServer server =
        RpcServer.on(address)
            .guard(settings.guard())
            .tls(settings.tls())
            .observe(measurements.calls())
            .limits(GcsLimits.ALL)
            .intercept(check)
            .service(
                new NodeInfoCalls(store, new NodeInfoService(store, nodes, peers.raylets())),
                new InternalKvService(
                    store, new SystemConfig(settings.ray())::json, autoscaler.keys()))
            .service(new StoreService(store))
            .service(resources.services())
            .service(life.services(peers))
            .service(actors.services())
            .service(placement.services())
            .service(autoscaler.services())
            .lateService("nodectl.gcs.Launches", () -> new LaunchesService(store).bindService())
            // The store's thread does what may block: another switch would be one too many.
            .handlers(Handlers.NEVER_BLOCK)
            .start();
    HealthMonitor monitor = monitor(settings.periods(), nodes, peers);
    return new GcsServer(
        new Parts(
            store,
            nodes,
            check,
            monitor,
            peers,
            resources,
            life,
            measurements,
            actors,
            placement,
            autoscaler,
            settings.ray()),
        server);
  }

  /// Opens the store, on a thread of its own. Nodes that were ALIVE when it was closed are checked
  /// from then on, as if they had just registered: whoever lives gets the time to show it.
  ///
  /// @return completed when it is open and calls are answered; never if it cannot be opened
  CompletableFuture<Void> openStore(Store.Listener listener) {
    parts.nodes().addListener(parts.monitor());
    parts.resources().listenTo(parts.nodes());
    parts.nodes().addListener(new DepartedLaunches(parts.store()));
    parts.life().listenTo(parts.nodes());
    parts.actors().listenTo(parts.nodes(), parts.life());
    parts.placement().listenTo(parts.nodes(), parts.life().jobs());
    parts.monitor().start();
    long pid = ProcessHandle.current().pid();
    WellKnownKeys keys = new WellKnownKeys(parts.ray(), RaySession.drawn(Instant.now(), pid), pid);
    CompletableFuture<Void> open =
        parts
            .store()
            .ask(
                tables -> {
                  keys.put(tables);
                  return new Loaded(
                      new ClusterTable(tables).id(),
                      new NodeTable(tables).living(),
                      new GroupRows(tables).kept(),
                      new DrainTable(tables).all());
                })
            .thenAccept(this::loaded);
    tellIfItFails(open, listener);
    parts.store().open(listener);
    return open;
  }

  /// Else a server whose disk is full at its start would wait for ever. What lasts is told already.
  private static void tellIfItFails(CompletableFuture<Void> open, Store.Listener listener) {
    var _ =
        open.whenComplete(
            (_, failure) -> {
              if (failure instanceof CompletionException wrapped
                  && wrapped.getCause() instanceof StorageFailed why
                  && !why.isLasting()) {
                listener.broke(why);
              }
            });
  }

  /// How its own calls to raylets and workers authenticate; they wait for this.
  void authenticate(Access access) {
    parts.peers().authenticate(access);
  }

  /// Tells Ray's programs which Python they are to have.
  ///
  /// @param version such as `3.11.7`
  /// @return completed when that is kept
  CompletableFuture<Boolean> speakTo(String version) {
    return parts
        .store()
        .ask(
            tables -> {
              WellKnownKeys.putMetadata(tables, version);
              return true;
            });
  }

  /// What is measured of it.
  GcsMetrics metrics() {
    return parts.measurements().metrics(server::load, parts.life());
  }

  /// Where it listens, with the port it got.
  InetSocketAddress address() {
    return server.address();
  }

  /// Stops; running calls get the grace.
  void stop(Duration grace) {
    parts.monitor().close();
    parts.peers().close();
    server.stop(grace);
    parts.placement().close();
    parts.resources().close();
    parts.life().close();
    parts.store().close();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  private void loaded(Loaded loaded) {
    parts.check().expect(loaded.cluster());
    loaded.living().forEach(parts.monitor()::registered);
    parts.resources().begin(loaded.living());
    parts.life().begin();
    parts.actors().begin(loaded.living());
    parts.autoscaler().begin(loaded.drains());
    parts.placement().begin(loaded.groups(), loaded.living());
  }

  private static HealthMonitor monitor(HealthPeriods periods, Nodes nodes, PeerChannels peers) {
    return new HealthMonitor(
        periods,
        GrpcNodeProbe.factory(peers, periods.deadline()),
        nodes::lose,
        System::nanoTime,
        HealthMonitor.ownThread());
  }
}
