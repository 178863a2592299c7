package io.nodectl.gcs.resources;

import io.nodectl.messages.ray.LabelSelector;
import io.nodectl.messages.ray.LabelSelectorConstraint;
import io.nodectl.messages.ray.LabelSelectorOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is demanded of the labels of a node: Ray 2.60's text form (`value`, `!value`, `in(a,b)`,
/// `!in(a,b)` by the label's name) and its message.
public final class LabelSelectors {

  private static final String IN = "in(";
  private static final String END = ")";
  private static final String NOT = "!";

  private LabelSelectors() {}

  /// Whether a node with these labels is as demanded. A label that is not there is none of any
  /// values.
  public static boolean match(Map<String, String> labels, LabelSelector selector) {
    return selector.getLabelConstraintsList().stream()
        .allMatch(constraint -> holds(labels.get(constraint.getLabelKey()), constraint));
  }

  /// The message for the text form.
  public static LabelSelector of(Map<String, String> texts) {
    var selector = LabelSelector.newBuilder();
    texts.forEach((key, text) -> selector.addLabelConstraints(constraint(key, text.strip())));
    return selector.build();
  }

  private static LabelSelectorConstraint constraint(String key, String text) {
    boolean negated = text.startsWith(NOT);
    String rest = negated ? text.substring(NOT.length()) : text;
    return LabelSelectorConstraint.newBuilder()
        .setLabelKey(key)
        .setOperator(
            negated
                ? LabelSelectorOperator.LABEL_OPERATOR_NOT_IN
                : LabelSelectorOperator.LABEL_OPERATOR_IN)
        .addAllLabelValues(values(rest))
        .build();
  }

  private static List<String> values(String text) {
    if (!text.startsWith(IN) || !text.endsWith(END)) {
      return List.of(text);
    }
    String inner = text.substring(IN.length(), text.length() - END.length());
    return Arrays.stream(inner.split(",", -1)).map(String::strip).toList();
  }

  private static boolean holds(@Nullable String label, LabelSelectorConstraint constraint) {
    boolean listed = label != null && constraint.getLabelValuesList().contains(label);
    return switch (constraint.getOperator()) {
      case LABEL_OPERATOR_IN -> listed;
      case LABEL_OPERATOR_NOT_IN -> !listed;
      case LABEL_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }
}
