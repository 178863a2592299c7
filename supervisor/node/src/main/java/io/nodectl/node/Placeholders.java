package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words in braces that a launch plan's arguments may hold: `{session}` (the session folder),
/// `{node_id`}, and for each peer that is needed by `argv`: `{PEER.PORT}` (as `HOST:PORT`, or
/// `none`) and `{PEER.PORT.number}` (only the number, 0 when absent).
final class Placeholders {
  private final Map<String, String> values = new HashMap<>();

  Placeholders set(String name, String value) {
    values.put(name, value);
    return this;
  }

  Placeholders setPeer(String peer, Ports ports) {
    ports.byName().forEach((name, at) -> setPort(peer + "." + name, at));
    return this;
  }

  private void setPort(String name, Optional<Endpoint> at) {
    values.put(name, at.map(Endpoint::toString).orElse("none"));
    values.put(name + ".number", at.map(endpoint -> Integer.toString(endpoint.port())).orElse("0"));
  }

  List<String> fill(List<String> words) {
    return words.stream().map(this::fill).toList();
  }

  /// Replaces every known placeholder.
  ///
  /// @throws InvalidInput if the text names one that has no value
  String fill(String text) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      filled.append(text, from, open).append(valueOf(text.substring(open + 1, close), text));
      from = close + 1;
    }
    return filled.append(text, from, text.length()).toString();
  }

  private String valueOf(String name, String text) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidInput(
          "'%s' asks for {%s}, which is not known here: {session}, {node_id} and {PEER.PORT} of every argv need are"
              .formatted(text, name));
    }
    return value;
  }
}
