package io.nodectl.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in one line what is wrong with a command line.
final class UsageText {
  private static final int NEAR_MISSES = 3;

  private UsageText() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    return firstLine(String.valueOf(e.getMessage()));
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    boolean top = e.getCommandLine().getParent() == null;
    String what = e.isUnknownOption() ? "unknown option" : top ? "unknown command" : "unexpected";
    List<String> near = e.getSuggestions();
    String hint =
        near.isEmpty()
            ? ""
            : " (did you mean %s?)"
                .formatted(
                    String.join(" or ", near.subList(0, Math.min(near.size(), NEAR_MISSES))));
    return "%s '%s'%s".formatted(what, word, hint);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }
}
