package io.nodectl.gcs.autoscaler;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON: maps, lists, texts, numbers, booleans and null.
final class Json {

  private Json() {}

  static String of(Object value) {
    var text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    switch (value) {
      case null -> text.append("null");
      case Map<?, ?> map -> {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
          Map.Entry<?, ?> entry = entries.next();
          quote(String.valueOf(entry.getKey()), text);
          text.append(": ");
          write(entry.getValue(), text);
          text.append(entries.hasNext() ? ", " : "");
        }
        text.append('}');
      }
      case List<?> list -> {
        text.append('[');
        Iterator<?> values = list.iterator();
        while (values.hasNext()) {
          write(values.next(), text);
          text.append(values.hasNext() ? ", " : "");
        }
        text.append(']');
      }
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> quote(value.toString(), text);
    }
  }

  private static void quote(String raw, StringBuilder text) {
    text.append('"');
    raw.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
              } else if (c < ' ') {
                text.append("\\u%04x".formatted(c));
              } else {
                text.append((char) c);
              }
            });
    text.append('"');
  }
}
