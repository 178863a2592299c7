package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.nodectl.gcs.actors.ActorInfoService;
import io.nodectl.gcs.actors.Actors;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerChannels;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.gcs.recovery.Recovery;
import io.nodectl.gcs.recovery.Users;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import java.time.InstantSource;
import java.util.List;

/// What has to do with actors, and with the nodes' way back after a restart, put together.
record ActorParts(Actors actors, Recovery recovery, ActorInfoService service) {

  static ActorParts create(
      Store store, PeerChannels peers, PlacementParts placement, Publisher publisher) {
    NodeGate gate = placement.gate();
    ClusterView view = placement.view();
    var actors =
        new Actors(
            store,
            InstantSource.system(),
            new Actors.Others(
                peers.raylets(), peers.workers(), placement.hearing(publisher), gate));
    var recovery = new Recovery(store, peers.raylets(), gate, new InUse(actors, view));
    return new ActorParts(actors, recovery, new ActorInfoService(store, actors));
  }

  private record InUse(Actors actors, ClusterView view) implements Users {
    @Override
    public List<ByteString> workers(Tables tables, ByteString node) {
      return Actors.workersInUse(tables, node);
    }

    @Override
    public List<Bundle> bundles(Tables tables, ByteString node) {
      return new GroupRows(tables).on(node);
    }

    @Override
    public void opened(ByteString node) {
      actors.hostCame();
      view.roomMade();
    }
  }

  BindableService[] services() {
    return new BindableService[] {service};
  }

  /// Hears of nodes, workers and jobs from now on.
  void listenTo(Nodes nodes, LifeParts life) {
    nodes.addListener(recovery);
    nodes.addListener(actors);
    life.workers().addListener(actors);
    life.jobs().addListener(actors);
  }

  /// The store is open, and these nodes were ALIVE when it was closed.
  void begin(List<GcsNodeInfo> living) {
    recovery.begin(living);
    actors.restore();
  }
}
