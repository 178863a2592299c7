package io.nodectl.gcs.autoscaler;

import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.resources.Demands;
import io.nodectl.gcs.resources.Loads;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.messages.ray.ResourcesData;
import java.time.InstantSource;
import java.util.List;

/// Where the present state of the cluster is looked up.
public record Cluster(ClusterView view, Loads loads, InstantSource clock) {

  ClusterStates.Moment now() {
    List<NodeView> views = view.snapshot().nodes().toList();
    return new ClusterStates.Moment(
        views,
        Demands.sum(
            views.stream()
                .flatMap(node -> loads.of(node.id()).stream())
                .map(ResourcesData::getResourceLoadByShape)),
        clock.millis());
  }
}
