package io.nodectl.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in one line what is wrong with a command line.
final class UsageText {
  private UsageText() {}

  static String of(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched(unmatched.getUnmatched().getFirst(), unmatched.getCommandLine())
        : firstLine(String.valueOf(e.getMessage()));
  }

  private static String unmatched(String word, CommandLine called) {
    if (word.startsWith("-")) {
      int value = word.indexOf('=');
      String flag = value < 0 ? word : word.substring(0, value);
      if (isOfSomeCommand(flag, called)) {
        return "a command is missing before '%s'".formatted(flag);
      }
      return "unknown option '%s'%s"
          .formatted(flag, hint(flag, called.getCommandSpec().optionsMap().keySet()));
    }
    if (called.getSubcommands().isEmpty()) {
      return "unexpected '%s'".formatted(word);
    }
    return "unknown command '%s'%s".formatted(word, hint(word, called.getSubcommands().keySet()));
  }

  private static boolean isOfSomeCommand(String flag, CommandLine called) {
    return called.getSubcommands().values().stream()
        .anyMatch(command -> command.getCommandSpec().optionsMap().containsKey(flag));
  }

  private static String hint(String typed, Collection<String> words) {
    List<String> near = NearMisses.of(typed, words);
    return near.isEmpty() ? "" : " (did you mean %s?)".formatted(String.join(" or ", near));
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }
}
