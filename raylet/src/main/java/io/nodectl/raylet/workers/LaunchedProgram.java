package io.nodectl.raylet.workers;

import io.nodectl.process.ManagedChild;

/// The program of a worker that was launched, with what was taken for it.
interface LaunchedProgram extends AutoCloseable {

  ManagedChild child();

  /// Lets go of its port numbers and its folder; only once nobody is told its endpoint any more.
  @Override
  void close();
}
