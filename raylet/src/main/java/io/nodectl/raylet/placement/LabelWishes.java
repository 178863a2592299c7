package io.nodectl.raylet.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is demanded of the labels of a node, in Ray 2.60's text form: `value`, `!value`, `in(a,b)`,
/// `!in(a,b)` by the label's name. A label that is not there is none of any values.
public record LabelWishes(Map<String, String> texts) {
  private static final String NOT = "!";
  private static final String IN = "in(";
  private static final String END = ")";

  public LabelWishes {
    texts = Map.copyOf(texts);
  }

  boolean fit(Map<String, String> labels) {
    return texts.entrySet().stream()
        .allMatch(wish -> fits(wish.getValue().strip(), labels.get(wish.getKey())));
  }

  private static boolean fits(String wish, @Nullable String label) {
    boolean negated = wish.startsWith(NOT);
    boolean listed = label != null && values(negated ? wish.substring(1) : wish).contains(label);
    return negated != listed;
  }

  private static List<String> values(String text) {
    if (!text.startsWith(IN) || !text.endsWith(END)) {
      return List.of(text);
    }
    String inner = text.substring(IN.length(), text.length() - END.length());
    return Arrays.stream(inner.split(",", -1)).map(String::strip).toList();
  }

  /// Such as `zone=a, gpu=!in(x,y)`.
  @Override
  public String toString() {
    return texts.entrySet().stream()
        .map(wish -> wish.getKey() + "=" + wish.getValue())
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }
}
