package io.nodectl.gcs.peers;

/// The way to raylets.
@FunctionalInterface
public interface Raylets {

  /// The raylet that listens there; nothing is opened before it is called.
  Raylet at(PeerAddress address);
}
