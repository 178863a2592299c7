package io.nodectl.node;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/// Answers requests on the control socket.
@FunctionalInterface
interface ControlHandler {
  /// Called on a thread of the client's own, which may block.
  ///
  /// @throws IOException if the client is gone
  void handle(JsonNode request, ControlReply reply) throws IOException;
}
