package io.nodectl.node;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The way back to a client of the control socket.
@FunctionalInterface
interface ControlReply {
  /// Sends one object.
  void send(ObjectNode object) throws IOException;

  /// Sends the answer.
  default void result(JsonNode result) throws IOException {
    ObjectNode json = StatusJson.JSON.createObjectNode();
    json.set("result", result);
    send(json);
  }

  /// Sends a line for a person who waits.
  default void progress(String text) throws IOException {
    send(StatusJson.JSON.createObjectNode().put("progress", text));
  }

  /// Sends why there is no answer.
  default void error(String code, String message) throws IOException {
    ObjectNode json = StatusJson.JSON.createObjectNode();
    json.putObject("error").put("code", code).put("message", message);
    send(json);
  }
}
