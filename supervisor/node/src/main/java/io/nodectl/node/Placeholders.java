package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The words in braces that a launch plan's arguments may hold: `{session}` (the session folder),
/// `{data}` (the folder of what outlives a session), `{node_id}`, and for each peer that is needed
/// by `argv`: `{PEER.PORT}` (as `HOST:PORT`, or `none`) and `{PEER.PORT.number}` (only the number,
/// 0 when absent). For a port that the component itself is to keep over its restarts, `{port.NAME}`
/// is its number, or 0 for any. `{{` is a brace.
final class Placeholders {
  private static final String SESSION = "session";
  private static final String DATA = "data";
  private static final String NODE_ID = "node_id";
  private static final String NUMBER = ".number";
  private static final String OWN = "port.";

  private final Map<String, String> values = new HashMap<>();

  Placeholders set(String name, String value) {
    values.put(name, value);
    return this;
  }

  Placeholders setPeer(String peer, Ports ports) {
    ports.byName().forEach((name, at) -> setPort(peer + "." + name, at));
    return this;
  }

  Placeholders setOwnPort(String port, int number) {
    return set(OWN + port, Integer.toString(number));
  }

  private void setPort(String name, Optional<Endpoint> at) {
    values.put(name, at.map(Endpoint::toString).orElse("none"));
    values.put(name + NUMBER, at.map(endpoint -> Integer.toString(endpoint.port())).orElse("0"));
  }

  List<String> fill(List<String> words) {
    return words.stream().map(this::fill).toList();
  }

  /// Replaces every known placeholder.
  ///
  /// @throws InvalidInput if the text names one that has no value
  String fill(String text) {
    return replace(text, name -> valueOf(name, text));
  }

  /// Looks for placeholders that no start could ever fill. Which ports a peer has is known only
  /// when it has started.
  ///
  /// @throws InvalidInput if the component has one; the message names both
  static void check(ComponentSpec spec) {
    List<String> texts = new ArrayList<>(spec.command().words());
    if (spec.readiness() instanceof Readiness.ByPortFile(Map<String, String> files)) {
      texts.addAll(files.values());
    }
    for (String text : texts) {
      String _ =
          replace(
              text,
              name -> {
                if (!canBeKnown(name, spec)) {
                  throw new InvalidInput(
                      "component '%s': %s".formatted(spec.name(), unknown(name, text)));
                }
                return "";
              });
    }
  }

  private static boolean canBeKnown(String name, ComponentSpec spec) {
    boolean own = spec.ports().kept().filter(port -> name.equals(OWN + port)).isPresent();
    if (own || name.equals(SESSION) || name.equals(DATA) || name.equals(NODE_ID)) {
      return true;
    }
    String port = name.endsWith(NUMBER) ? name.substring(0, name.length() - NUMBER.length()) : name;
    int dot = port.indexOf('.');
    return dot > 0
        && port.indexOf('.', dot + 1) < 0
        && spec.argvPeers().contains(port.substring(0, dot));
  }

  private static String replace(String text, UnaryOperator<String> valueOf) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      if (text.startsWith("{{", open)) {
        filled.append(text, from, open + 1);
        from = open + 2;
      } else if (close < 0) {
        break;
      } else {
        filled.append(text, from, open).append(valueOf.apply(text.substring(open + 1, close)));
        from = close + 1;
      }
    }
    return filled.append(text, from, text.length()).toString();
  }

  private String valueOf(String name, String text) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidInput(unknown(name, text));
    }
    return value;
  }

  private static String unknown(String name, String text) {
    return "'%s' asks for {%s}, which is not known here: {session}, {data}, {node_id} and {PEER.PORT} of every argv need are. Write {{ for a brace"
        .formatted(text, name);
  }
}
