package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;
import java.util.concurrent.BlockingQueue;

/// Writes the dead down.
public record Mourner(BlockingQueue<GcsNodeInfo> deaths) implements NodeListener {

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    deaths.add(node);
  }
}
