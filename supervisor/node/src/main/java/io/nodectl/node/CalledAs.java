package io.nodectl.node;

import java.util.Map;

/// What a person types to run nodectl, for hints: where it runs from a checkout it is on no PATH,
/// and `scripts/nodectl` tells how it was called.
public final class CalledAs {
  private static final String VARIABLE = "NODECTL_COMMAND";

  private CalledAs() {}

  /// Such as `nodectl` or `scripts/nodectl`, as one word of a shell.
  public static String in(Map<String, String> environment) {
    String called = environment.getOrDefault(VARIABLE, "");
    return called.isEmpty() ? "nodectl" : shellQuoted(called);
  }

  /// The text as one word of a shell, in quotes only if it needs them.
  public static String shellQuoted(String text) {
    boolean plain =
        text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+:@%".indexOf(c) >= 0);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
