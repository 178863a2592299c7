package io.nodectl.program;

import io.nodectl.handshake.Endpoint;
import java.util.Optional;

/// The runtime env agent of this node; empty means that the node deliberately has none.
public record AgentPeer(Optional<Endpoint> at) {

  /// Reads `HOST:PORT` or `none`.
  ///
  /// @throws IllegalArgumentException if it is neither; the message quotes it
  static AgentPeer parse(String text) {
    return new AgentPeer(
        text.equals("none") ? Optional.empty() : Optional.of(Endpoint.parse(text)));
  }
}
