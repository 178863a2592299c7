package io.nodectl.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// How components are looked into, as fields of a `CONFIG` record: `debug.COMPONENT` and
/// `wrap.COMPONENT`.
final class DebuggingFields {
  private static final String DEBUG = "debug.";
  private static final String WRAP = "wrap.";

  private DebuggingFields() {}

  static Map<String, String> write(Map<String, Debugging> all) {
    Map<String, String> fields = new HashMap<>();
    all.forEach(
        (component, how) -> {
          fields.put(DEBUG + component, how.jdwp().name().toLowerCase(Locale.ROOT));
          how.wrapper().ifPresent(wrapper -> fields.put(WRAP + component, text(wrapper)));
        });
    return fields;
  }

  static Map<String, Debugging> read(Map<String, String> fields) {
    Map<String, Debugging> all = new HashMap<>();
    fields.forEach(
        (key, value) -> {
          if (key.startsWith(DEBUG)) {
            String component = key.substring(DEBUG.length());
            all.put(
                component,
                new Debugging(
                    Debugging.Jdwp.valueOf(value.toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(fields.get(WRAP + component))
                        .map(DebuggingFields::wrapper)));
          }
        });
    return all;
  }

  /// A JSON text is the name of a known tool, a JSON array the words of another one.
  private static String text(Wrapper wrapper) {
    return switch (wrapper) {
      case Wrapper.Known(Tool tool) ->
          JsonText.compact(JsonNodeFactory.instance.stringNode(tool.name()));
      case Wrapper.Argv(List<String> words) -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        yield JsonText.compact(array);
      }
    };
  }

  private static Wrapper wrapper(String text) {
    JsonNode json = JsonText.read(text);
    if (json.isString()) {
      return new Wrapper.Known(Tool.valueOf(json.stringValue()));
    }
    List<String> words = new ArrayList<>();
    json.forEach(word -> words.add(word.stringValue()));
    return new Wrapper.Argv(words);
  }
}
