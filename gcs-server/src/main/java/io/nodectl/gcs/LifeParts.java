package io.nodectl.gcs;

import io.grpc.BindableService;
import io.nodectl.gcs.nodes.NodeNews;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.pubsub.Pubsub;
import java.util.ArrayList;
import java.util.List;

/// What has to do with jobs, workers, tasks and those who want to hear of them, put together.
record LifeParts(Pubsub pubsub) implements AutoCloseable {

  static LifeParts create() {
    return new LifeParts(new Pubsub());
  }

  BindableService[] services() {
    List<BindableService> services = new ArrayList<>(pubsub.services());
    return services.toArray(BindableService[]::new);
  }

  /// Hears of nodes from now on.
  void listenTo(Nodes nodes) {
    nodes.addListener(new NodeNews(pubsub.controlPlane()));
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
