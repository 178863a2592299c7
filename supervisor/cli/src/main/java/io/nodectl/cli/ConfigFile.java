package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.toml.TomlFactory;

/// Settings for `nodectl start` in a file (TOML 1.0). Each flag has a key: its name without dashes.
/// Keys at the top are for every node, those of `[role.head]` and `[role.worker]` for such nodes,
/// and those of `[node.NAME]` for the node of that name.
final class ConfigFile {
  /// Its name in the root, where it is found without being named.
  static final String NAME = "nodectl.toml";

  static final String VARIABLE = "NODECTL_CONFIG";
  private static final String TOP = "";

  private final Path path;
  private final List<String> lines;
  private final Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();

  private ConfigFile(Path path, List<String> lines) {
    this.path = path;
    this.lines = lines;
  }

  /// Finds and reads the file that holds here.
  ///
  /// @param named by a flag
  /// @param keys all that there are
  /// @return empty if none was named, and there is none in the root
  /// @throws InvalidInput if it holds what cannot be right, or was named and is not there
  /// @throws ProblemException if it may not be read
  static Optional<ConfigFile> find(Optional<Path> named, Outside outside, Collection<String> keys)
      throws ProblemException {
    String variable = outside.environment().getOrDefault(VARIABLE, "");
    Optional<Path> chosen =
        named.or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
    Path path = chosen.orElseGet(() -> outside.root().folder().resolve(NAME));
    return chosen.isEmpty() && Files.notExists(path)
        ? Optional.empty()
        : Optional.of(read(path, keys));
  }

  private static ConfigFile read(Path path, Collection<String> keys) throws ProblemException {
    try {
      ConfigFile file = new ConfigFile(path, Files.readAllLines(path));
      file.parse();
      file.check(keys);
      return file;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InvalidInput(
          "%s, line %d is not TOML: %s".formatted(path, line, e.getOriginalMessage()));
    } catch (NoSuchFileException _) {
      throw new InvalidInput("there is no configuration file " + path);
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.REFUSED,
          "cannot read the configuration file %s: %s".formatted(path, ProblemException.reason(e)));
    }
  }

  /// The settings of a section such as `node.w1`; none if the file has no such section.
  Map<String, Setting> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /// The settings for every node.
  Map<String, Setting> top() {
    return section(TOP);
  }

  private void parse() {
    try (JsonParser parser =
        new TomlFactory()
            .createParser(new ObjectReadContext.Base(), String.join("\n", lines) + "\n")) {
      parser.nextToken();
      table(parser, TOP);
    }
  }

  private void table(JsonParser parser, String section) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> table(parser, section.isEmpty() ? key : section + "." + key);
        case START_ARRAY ->
            throw new InvalidInput(where(section, key) + ": '" + key + "' takes one value");
        default ->
            sections
                .computeIfAbsent(section, _ -> new LinkedHashMap<>())
                .put(
                    key, new Setting(parser.getString(), Setting.Source.FILE, where(section, key)));
      }
    }
  }

  private void check(Collection<String> keys) {
    sections.forEach(
        (section, settings) -> {
          if (!isSection(section)) {
            throw new InvalidInput(
                "%s: unknown section [%s]; there are [role.head], [role.worker] and [node.NAME]"
                    .formatted(path, section));
          }
          settings.forEach((key, setting) -> checkKey(key, setting, keys));
        });
  }

  private static boolean isSection(String name) {
    return name.isEmpty()
        || name.equals("role.head")
        || name.equals("role.worker")
        || (name.startsWith("node.") && name.length() > "node.".length());
  }

  private static void checkKey(String key, Setting setting, Collection<String> keys) {
    if (!keys.contains(key)) {
      List<String> near = NearMisses.of(key, keys);
      throw new InvalidInput(
          "%s: unknown key '%s'%s"
              .formatted(
                  setting.where(),
                  key,
                  near.isEmpty()
                      ? ""
                      : " (did you mean %s?)".formatted(String.join(" or ", near))));
    }
  }

  /// Such as `/r/nodectl.toml, line 3`. The parser does not keep lines, so the text is searched.
  private String where(String section, String key) {
    String current = TOP;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("[")) {
        int end = line.indexOf(']');
        current = line.substring(1, Math.max(1, end)).replace("\"", "").replace(" ", "");
      } else if (current.equals(section) && keyOf(line).equals(key)) {
        return path + ", line " + (i + 1);
      }
    }
    return path.toString();
  }

  private static String keyOf(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? "" : line.substring(0, equals).strip().replace("\"", "");
  }
}
