package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.nodectl.gcs.jobs.Jobs;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.placement.PlacementGroups;
import io.nodectl.gcs.placement.PlacementService;
import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.PubMessage;
import java.util.List;

/// What has to do with placement groups, put together.
///
/// @param gate where actors and bundles may be asked for
/// @param view of the nodes
record PlacementParts(
    PlacementGroups groups, PlacementService service, NodeGate gate, ClusterView view)
    implements AutoCloseable {

  static PlacementParts create(Store store, ClusterView view, Raylets raylets) {
    var gate = new NodeGate();
    var groups = new PlacementGroups(store, view, gate, raylets);
    return new PlacementParts(groups, new PlacementService(store, groups), gate, view);
  }

  BindableService[] services() {
    return new BindableService[] {service};
  }

  /// Hears of nodes, jobs and room from now on.
  void listenTo(Nodes nodes, Jobs jobs) {
    nodes.addListener(groups);
    jobs.addListener(groups);
    view.addListener(groups);
  }

  /// Publishes as the other does, and lets the groups of dead actors end.
  Publisher hearing(Publisher publisher) {
    return new Publisher() {
      @Override
      public void publish(PubMessage message) {
        publisher.publish(message);
        if (message.getActorMessage().getState() == ActorState.DEAD) {
          groups.actorOver(message.getKeyId());
        }
      }

      @Override
      public void forget(ByteString sender) {
        publisher.forget(sender);
      }
    };
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
