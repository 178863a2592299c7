package io.nodectl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/// What is demanded of a node's labels, in Ray's text form: `zone=eu,market=!spot,gpu=in(a,b)`.
final class LabelSelector {
  private LabelSelector() {}

  /// @throws TypeConversionException if it is none
  static Map<String, String> read(String text) {
    Map<String, String> demands = new LinkedHashMap<>();
    int from = 0;
    int depth = 0;
    for (int at = 0; at <= text.length(); at++) {
      char c = at == text.length() ? ',' : text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (at == text.length() || (c == ',' && depth == 0)) {
        put(demands, text.substring(from, at).strip());
        from = at + 1;
      }
    }
    if (depth != 0) {
      throw new TypeConversionException("in '%s' the parentheses do not pair".formatted(text));
    }
    return demands;
  }

  private static void put(Map<String, String> demands, String demand) {
    int equals = demand.indexOf('=');
    if (equals <= 0 || equals == demand.length() - 1) {
      throw new TypeConversionException(
          "'%s' is no demand such as zone=eu, zone=!eu or zone=in(eu,us)".formatted(demand));
    }
    String label = demand.substring(0, equals).strip();
    if (demands.put(label, demand.substring(equals + 1).strip()) != null) {
      throw new TypeConversionException("the label '%s' is there twice".formatted(label));
    }
  }
}
