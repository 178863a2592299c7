package io.nodectl.node;

import io.nodectl.handshake.Parent;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The status object of a node that has just become ready, on its way from the supervisor to
/// whoever waits for the start. It comes in STATUS records right before READY, in parts, because a
/// record is short. So the result of a start is the supervisor's own word, and neither a file nor
/// another question stands between the two.
final class StatusParts {
  /// Marks a STATUS record whose text is a part, and no talk for people.
  private static final Map<String, String> MARK = Map.of("part", "status");

  /// In a record each of them takes at most three bytes, and a text may have 3000.
  private static final int CHARACTERS = 900;

  private final StringBuilder text = new StringBuilder();

  static void send(ObjectNode status, Parent starter) {
    String json = JsonText.compact(status);
    int from = 0;
    while (from < json.length()) {
      int to = Math.min(json.length(), from + CHARACTERS);
      if (Character.isHighSurrogate(json.charAt(to - 1))) {
        to--;
      }
      starter.status(json.substring(from, to), MARK);
      from = to;
    }
  }

  /// Whether that record is a part; if so, it is kept.
  boolean take(String part, Map<String, String> details) {
    boolean ours = details.equals(MARK);
    if (ours) {
      text.append(part);
    }
    return ours;
  }

  /// All parts together.
  ///
  /// @throws tools.jackson.core.JacksonException if they were not all sent
  ObjectNode whole() {
    return (ObjectNode) JsonText.read(text.toString());
  }
}
