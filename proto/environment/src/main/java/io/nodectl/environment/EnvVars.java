package io.nodectl.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The variables of a worker.
public final class EnvVars {
  /// `$NAME`, or `${anything}`, as Python's os.path.expandvars finds them.
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

  /// What Ray 2.60 makes nothing of if no variable has that name.
  private static final Pattern NOTHING = Pattern.compile("\\$\\{[A-Z0-9_]+}");

  private EnvVars() {}

  static Map<String, String> read(JsonNode field) throws InvalidEnvironment {
    if (!(field instanceof ObjectNode map)) {
      throw new InvalidEnvironment("env_vars is not a map of strings");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : map.properties()) {
      String name = variable.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new InvalidEnvironment("env_vars: \"" + name + "\" cannot be the name of a variable");
      }
      variables.put(name, Json.text(variable.getValue(), "env_vars: the value of " + name));
    }
    return Collections.unmodifiableMap(variables);
  }

  /// The environment with these variables on top, each expanded by what is there so far: a later
  /// one sees an earlier one.
  public static Map<String, String> over(
      Map<String, String> environment, Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    variables.forEach((name, value) -> all.put(name, expand(value, all)));
    return all;
  }

  /// Puts values for references, as Ray 2.60 does: `$NAME` without a value stays as it is, and so
  /// does `${name}` with a small letter; `${NAME}` without a value becomes nothing.
  public static String expand(String text, Map<String, String> values) {
    String known = substitute(text, values);
    return known.indexOf('$') < 0 ? known : NOTHING.matcher(known).replaceAll("");
  }

  /// Puts values for references, and leaves those that have none.
  public static String substitute(String text, Map<String, String> values) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher references = REFERENCE.matcher(text);
    return references.replaceAll(
        reference -> {
          String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
          String value = values.get(name);
          return Matcher.quoteReplacement(value == null ? reference.group() : value);
        });
  }

  /// The names that a text refers to.
  public static Set<String> references(String text) {
    Set<String> names = new TreeSet<>();
    Matcher references = REFERENCE.matcher(text);
    while (references.find()) {
      names.add(references.group(1) == null ? references.group(2) : references.group(1));
    }
    return names;
  }
}
