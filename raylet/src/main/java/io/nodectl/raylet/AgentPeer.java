package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import java.util.Optional;

/// The runtime env agent of this node as gcs is to know it; empty means the node deliberately has
/// none.
record AgentPeer(Optional<Endpoint> at) {

  /// Reads `HOST:PORT` or `none`.
  ///
  /// @throws IllegalArgumentException if it is neither; the message quotes it
  static AgentPeer parse(String text) {
    return new AgentPeer(
        text.equals("none") ? Optional.empty() : Optional.of(Endpoint.parse(text)));
  }

  /// The number that goes into `GcsNodeInfo.runtime_env_agent_port`: 0 stands for no agent, as in
  /// Ray 2.60.
  int port() {
    return at.map(Endpoint::port).orElse(0);
  }
}
