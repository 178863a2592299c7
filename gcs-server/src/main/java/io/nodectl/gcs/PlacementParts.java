package io.nodectl.gcs;

import io.grpc.BindableService;
import io.nodectl.gcs.jobs.Jobs;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.placement.PlacementGroups;
import io.nodectl.gcs.placement.PlacementService;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsNodeInfo;
import java.util.List;

/// What has to do with placement groups, put together.
record PlacementParts(PlacementGroups groups, PlacementService service) implements AutoCloseable {

  static PlacementParts create(
      Store store, ResourceParts resources, NodeGate gate, Raylets raylets) {
    var groups = new PlacementGroups(store, resources.view(), gate, raylets);
    return new PlacementParts(groups, new PlacementService(store, groups));
  }

  BindableService[] services() {
    return new BindableService[] {service};
  }

  /// Hears of nodes, jobs and room from now on.
  void listenTo(Nodes nodes, Jobs jobs, ResourceParts resources) {
    nodes.addListener(groups);
    jobs.addListener(groups);
    resources.view().addListener(groups);
  }

  /// The store is open, and this was kept in it.
  void begin(GroupRows.Kept kept, List<GcsNodeInfo> living) {
    groups.begin(kept, living);
  }

  @Override
  public void close() {
    groups.close();
  }
}
