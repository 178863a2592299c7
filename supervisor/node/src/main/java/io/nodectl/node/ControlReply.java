package io.nodectl.node;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The way back to a client of the control socket.
@FunctionalInterface
interface ControlReply {
  /// Sends one object.
  void send(ObjectNode object) throws IOException;

  /// Sends the answer.
  default void result(JsonNode result) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("result", result);
    send(json);
  }

  /// Sends a line for a person who waits.
  default void progress(String text) throws IOException {
    send(JsonNodeFactory.instance.objectNode().put("progress", text));
  }

  /// Sends why there is no answer.
  default void error(String code, String message) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("code", code).put("message", message);
    send(json);
  }
}
