package io.nodectl.program;

import io.nodectl.rpc.Access;

/// Is told, by a parent or by hand, with whom a program works and how calls authenticate. Its
/// methods are called on one thread at a time and must not wait.
public interface PeerListener {

  /// How calls authenticate from now on, the program's own and those to it.
  void authenticate(Access access);

  /// Where gcs-server is from now on.
  default void reach(GcsPeer gcs) {}

  /// Where the runtime env agent is from now on.
  default void prepareBy(AgentPeer agent) {}
}
