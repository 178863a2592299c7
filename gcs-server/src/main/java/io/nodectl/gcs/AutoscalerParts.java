package io.nodectl.gcs;

import io.grpc.BindableService;
import io.nodectl.gcs.actors.Actors;
import io.nodectl.gcs.autoscaler.AutoscalerService;
import io.nodectl.gcs.autoscaler.Cluster;
import io.nodectl.gcs.autoscaler.Drains;
import io.nodectl.gcs.autoscaler.StatusKeys;
import io.nodectl.gcs.kv.MadeUpKeys;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import java.time.InstantSource;
import java.util.List;

/// What has to do with autoscalers, put together.
record AutoscalerParts(Cluster cluster, Drains drains, AutoscalerService service) {

  static AutoscalerParts create(
      Store store, ResourceParts resources, Raylets raylets, Actors actors) {
    var cluster = new Cluster(resources.view(), resources.loads(), InstantSource.system());
    var drains = new Drains(store, resources.view(), raylets, actors::preempted);
    return new AutoscalerParts(
        cluster, drains, new AutoscalerService(store, cluster, raylets, drains));
  }

  BindableService[] services() {
    return new BindableService[] {service};
  }

  MadeUpKeys keys() {
    return new StatusKeys(cluster);
  }

  /// The store is open, the living nodes are known, and these were to be emptied.
  void begin(List<DrainNodeRequest> kept) {
    drains.begin(kept);
  }
}
