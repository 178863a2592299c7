package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;

/// The gcs-server to register with. A restarted gcs has a new generation even when it came back on
/// its old port, and a new generation knows nothing of us until we register again.
record GcsPeer(Endpoint at, int generation) {

  @Override
  public String toString() {
    return "gcs-server at " + at;
  }
}
