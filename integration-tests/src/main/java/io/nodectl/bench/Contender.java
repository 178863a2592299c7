package io.nodectl.bench;

import io.nodectl.machine.Proc;
import java.util.List;

/// One of the two that are compared. Only one of them is up at a time.
interface Contender extends AutoCloseable {
  /// Who it is.
  enum Side {
    NODECTL,
    RAY
  }

  Side side();

  /// Starts a head on loopback, with no port said, and waits until the command returns.
  Timed startHead();

  /// Joins a second node to the head that is up.
  Timed startAddress();

  /// Asks for the state of the head that is up.
  Timed status();

  /// Asks for the nodes of the cluster that is up.
  Timed nodes();

  /// Stops all that it started on this host.
  Timed stop();

  /// The processes of all its nodes that are up.
  List<Proc> processes();

  /// Kills what is left of it, by pid, and removes its files.
  @Override
  void close();
}
