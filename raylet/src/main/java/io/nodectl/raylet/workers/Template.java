package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Program;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words in braces in a program's argv and env. What stands for nothing is left as it is: other
/// programs use braces too.
///
/// @param values by what stands between the braces
record Template(Map<String, String> values) {
  static final String PORT = "port";
  static final String UDS = "uds";
  static final String PORT_FILE = "portfile";

  /// What a port is called that has no name of its own.
  static final String MAIN = "main";

  private static final Pattern PORTS = Pattern.compile("\\{port(?::([a-z][a-z0-9_-]{0,31}))?}");
  private static final Pattern PORT_LIKE = Pattern.compile("\\{port:[^{}]*}");
  private static final Pattern WORDS = Pattern.compile("\\{([a-z][a-z0-9:_-]*)}");

  Template {
    values = Map.copyOf(values);
  }

  /// One that puts these numbers in, by the name of the port.
  static Template ofPorts(Map<String, Integer> numbers) {
    var values = new TreeMap<String, String>();
    numbers.forEach(
        (name, number) -> {
          values.put(PORT + ":" + name, Integer.toString(number));
          if (name.equals(MAIN)) {
            values.put(PORT, Integer.toString(number));
          }
        });
    return new Template(values);
  }

  /// The names of the ports that a program is to be told.
  static Set<String> portNames(Program program) {
    var names = new LinkedHashSet<String>();
    texts(program)
        .flatMap(text -> PORTS.matcher(text).results())
        .map(Template::nameIn)
        .forEach(names::add);
    return names;
  }

  private static String nameIn(MatchResult match) {
    return match.group(1) == null ? MAIN : match.group(1);
  }

  /// The first word in braces that looks like a port and has no name of one; empty if there is
  // none.
  static String unreadable(Program program) {
    return texts(program)
        .flatMap(text -> PORT_LIKE.matcher(text).results())
        .map(MatchResult::group)
        .filter(word -> !PORTS.matcher(word).matches())
        .findFirst()
        .orElse("");
  }

  /// Whether a program is to be told that.
  static boolean has(Program program, String word) {
    return texts(program).anyMatch(text -> text.contains("{" + word + "}"));
  }

  private static Stream<String> texts(Program program) {
    return Stream.of(program.getArgvList(), program.getEnvMap().values())
        .flatMap(Collection::stream);
  }

  List<String> fill(List<String> texts) {
    return texts.stream().map(this::fill).toList();
  }

  Map<String, String> fill(Map<String, String> texts) {
    var filled = new TreeMap<String, String>();
    texts.forEach((name, text) -> filled.put(name, fill(text)));
    return filled;
  }

  String fill(String text) {
    return text.indexOf('{') < 0 || values.isEmpty()
        ? text
        : WORDS
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }
}
