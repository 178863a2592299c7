package io.nodectl.raylet.workers;

import java.util.concurrent.atomic.AtomicReference;

/// Where the peers of this node are now. For all threads.
public final class NodePeers {
  private final AtomicReference<String> gcs = new AtomicReference<>("");
  private final AtomicReference<String> agent = new AtomicReference<>("");

  /// `HOST:PORT` of gcs-server; empty: not known.
  public String gcs() {
    return gcs.get();
  }

  /// `HOST:PORT` of the runtime env agent; empty: not known, or there is none.
  public String agent() {
    return agent.get();
  }

  /// Gcs-server is there from now on.
  public void gcsAt(String address) {
    gcs.set(address);
  }

  /// The runtime env agent is there from now on.
  public void agentAt(String address) {
    agent.set(address);
  }
}
