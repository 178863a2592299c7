package io.nodectl.program;

import io.nodectl.handshake.Endpoint;

/// The gcs-server that a program works with. One that was restarted has a new generation even on
/// its old port, and knows nothing of what it was told before.
///
/// @param generation 1 or more
public record GcsPeer(Endpoint at, int generation) {

  /// How it is called in messages.
  @Override
  public String toString() {
    return "gcs-server at " + at;
  }
}
