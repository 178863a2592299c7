package io.nodectl.gcs.peers;

/// The way to workers and drivers.
@FunctionalInterface
public interface CoreWorkers {

  /// The worker that listens there; nothing is opened before it is called.
  CoreWorker at(PeerAddress address);
}
