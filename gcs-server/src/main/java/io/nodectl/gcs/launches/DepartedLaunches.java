package io.nodectl.gcs.launches;

import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.GcsNodeInfo;
import org.slf4j.LoggerFactory;

/// Forgets what dead nodes have run.
///
/// @param store the cluster's state
public record DepartedLaunches(Store store) implements NodeListener {

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    var _ =
        store
            .ask(
                tables -> {
                  new LaunchTable(tables).forget(node.getNodeId());
                  return true;
                })
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LoggerFactory.getLogger(DepartedLaunches.class)
                        .warn("what a dead node has run cannot be forgotten", failure);
                  }
                });
  }
}
