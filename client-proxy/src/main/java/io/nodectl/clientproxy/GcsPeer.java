package io.nodectl.clientproxy;

import io.nodectl.handshake.Endpoint;

/// The gcs-server behind this proxy. One that was restarted has a new generation even on its old
/// port.
record GcsPeer(Endpoint at, int generation) {

  @Override
  public String toString() {
    return "gcs-server at " + at;
  }
}
