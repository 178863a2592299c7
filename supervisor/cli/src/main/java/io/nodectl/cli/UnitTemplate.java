package io.nodectl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A unit of systemd as it is shipped: `@word@` stands for a value, `@word:default@` has one
/// already. A line whose word has no value is left out, and the comment at the top is about the
/// template, so it ends with it.
record UnitTemplate(String text) {
  private static final char MARK = '@';

  static UnitTemplate shipped(UnitKind kind) {
    String name = "systemd/nodectl-" + kind.word() + ".service";
    try (InputStream in = UnitTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build has no " + name);
      }
      return new UnitTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The unit with these values.
  ///
  /// @param values by word, without anything that means something to systemd but `%`
  String filled(Map<String, String> values) {
    StringBuilder unit = new StringBuilder();
    for (String line : text.substring(text.indexOf("\n\n") + 2).split("\n", -1)) {
      String filled = line.startsWith("#") ? line : filled(line, values);
      if (filled != null) {
        unit.append(filled).append('\n');
      }
    }
    return unit.toString().stripTrailing() + "\n";
  }

  private static @Nullable String filled(String line, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int mark = line.indexOf(MARK); mark >= 0; mark = line.indexOf(MARK, at)) {
      int end = line.indexOf(MARK, mark + 1);
      String word = line.substring(mark + 1, end);
      int colon = word.indexOf(':');
      String name = colon < 0 ? word : word.substring(0, colon);
      String value = values.get(name);
      if (value == null && colon < 0) {
        return null;
      }
      filled.append(line, at, mark);
      filled.append(value == null ? word.substring(colon + 1) : value.replace("%", "%%"));
      at = end + 1;
    }
    return filled.append(line.substring(at)).toString();
  }
}
