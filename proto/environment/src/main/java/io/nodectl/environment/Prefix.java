package io.nodectl.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A context's command prefix, as far as it needs no shell: a folder to go to, and virtual
/// environments to activate. Everything else is for bash.
///
/// @param folder where the command is to run; empty for where it would run anyway
/// @param activated virtual environments, the first to be activated first
/// @param forBash words for bash to read, or none
record Prefix(Optional<String> folder, List<String> activated, List<String> forBash) {
  private static final String AND = "&&";
  private static final String ACTIVATE = "/bin/activate";

  static Prefix of(List<String> words) {
    List<String> activated = new ArrayList<>();
    Optional<String> folder = Optional.empty();
    for (List<String> part : parts(words)) {
      if (isChange(part)) {
        folder = Optional.of(plain(part.get(1)));
      } else if (isActivation(part)) {
        activated.add(venv(plain(part.get(1))));
      } else {
        return new Prefix(Optional.empty(), List.of(), words);
      }
    }
    return new Prefix(folder, activated, List.of());
  }

  /// What stands before each `&&`, and behind the last one.
  private static List<List<String>> parts(List<String> words) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String word : words) {
      if (word.equals(AND)) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(word);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /// Only an absolute path: what a relative one is relative to, bash knows.
  private static boolean isChange(List<String> part) {
    return part.size() == 2 && part.getFirst().equals("cd") && plain(part.get(1)).startsWith("/");
  }

  private static boolean isActivation(List<String> part) {
    return part.size() == 3
        && part.getFirst().equals("source")
        && plain(part.get(1)).endsWith(ACTIVATE)
        && part.get(2).equals("1>&2");
  }

  private static String venv(String script) {
    return script.substring(0, script.length() - ACTIVATE.length());
  }

  private static String plain(String word) {
    List<String> words = ShellWords.split(word);
    return words.size() == 1 && word.indexOf('$') < 0 ? words.getFirst() : "";
  }

  /// What activating the virtual environments makes of an environment.
  Map<String, String> activatedIn(Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    for (String venv : activated) {
      String path = variables.getOrDefault("PATH", WorkerExec.USUAL_PATH);
      variables.put("VIRTUAL_ENV", venv);
      variables.put("PATH", venv + "/bin:" + path);
      variables.remove("PYTHONHOME");
    }
    return variables;
  }
}
