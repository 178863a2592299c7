package io.nodectl.gcs;

import io.grpc.BindableService;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.resources.LoadPolling;
import io.nodectl.gcs.resources.Loads;
import io.nodectl.gcs.resources.NodeResourceService;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.syncer.SyncService;
import io.nodectl.gcs.syncer.Syncer;
import io.nodectl.messages.ray.GcsNodeInfo;
import java.time.InstantSource;
import java.util.List;

/// What has to do with the nodes' resources, put together.
record ResourceParts(
    ClusterView view, Loads loads, LoadPolling polling, Syncer syncer, NodeResourceService service)
    implements AutoCloseable {

  static ResourceParts create(Store store, Raylets raylets) {
    var view = new ClusterView();
    var loads = new Loads();
    InstantSource clock = InstantSource.system();
    return new ResourceParts(
        view,
        loads,
        new LoadPolling(raylets, loads),
        new Syncer(view, clock),
        new NodeResourceService(
            view, loads, () -> store.ask(tables -> new GroupRows(tables).waiting()), clock));
  }

  BindableService[] services() {
    return new BindableService[] {service, new SyncService(syncer)};
  }

  /// Hears of nodes from now on. The view goes first: others look into it.
  void listenTo(Nodes nodes) {
    nodes.addListener(view);
    nodes.addListener(polling);
    nodes.addListener(loads);
    nodes.addListener(syncer);
  }

  /// The store is open, and these nodes were ALIVE when it was closed.
  void begin(List<GcsNodeInfo> living) {
    living.forEach(view::registered);
    living.forEach(polling::registered);
    syncer.begin();
  }

  @Override
  public void close() {
    syncer.close();
  }
}
