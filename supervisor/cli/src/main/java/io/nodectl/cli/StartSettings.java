package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds out what holds for each flag of `nodectl start`: the command line, else the environment,
/// else the configuration file, else a default. In the file, a node's own section comes before that
/// of its role, and that before the top.
final class StartSettings {
  static final String PREFIX = "NODECTL_START_";

  private static final String HEAD = "head";
  private static final String ADDRESS = "address";
  private static final String NAME = "name";
  private static final String WORKER = "worker";

  private final SequencedMap<String, Flag<?>> flags = new LinkedHashMap<>();

  StartSettings(List<Flag<?>> flags) {
    flags.forEach(flag -> this.flags.put(key(flag), flag));
  }

  Collection<String> keys() {
    return flags.keySet();
  }

  /// Has every flag that is not on the command line presume what holds.
  ///
  /// @return what holds, by key, in the order of the flags
  /// @throws InvalidInput if a value cannot be read
  SequencedMap<String, Setting> settle(Map<String, String> environment, Optional<ConfigFile> file) {
    List<Map<String, Setting>> layers = new ArrayList<>();
    layers.add(commandLine());
    layers.add(ofEnvironment(environment));
    file.ifPresent(there -> addSections(there, layers));
    SequencedMap<String, Setting> settled = new LinkedHashMap<>();
    Map<String, Setting> merged = merge(layers);
    flags.forEach(
        (key, flag) -> {
          Setting setting = merged.get(key);
          if (setting != null) {
            presume(flag, setting);
          }
          settled.put(key, setting == null ? byDefault(flag) : setting);
        });
    return settled;
  }

  private static void presume(Flag<?> flag, Setting setting) {
    try {
      if (setting.source() != Setting.Source.FLAG) {
        flag.presume(setting.text());
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("%s: %s: %s".formatted(setting.where(), key(flag), e.getMessage()));
    }
  }

  private static Setting byDefault(Flag<?> flag) {
    return new Setting(flag.defaultText(), Setting.Source.DEFAULT, "");
  }

  /// The first layer that has a key wins; the one that says whether it is a head or a worker says
  /// all about that.
  private static Map<String, Setting> merge(List<Map<String, Setting>> layers) {
    Map<String, Setting> merged = new LinkedHashMap<>();
    for (Map<String, Setting> layer : layers) {
      boolean roleIsKnown = merged.containsKey(HEAD) || merged.containsKey(ADDRESS);
      layer.forEach(
          (key, setting) -> {
            boolean ofRole = key.equals(HEAD) || key.equals(ADDRESS);
            if (!(ofRole && roleIsKnown)) {
              merged.putIfAbsent(key, setting);
            }
          });
    }
    return merged;
  }

  private static void addSections(ConfigFile file, List<Map<String, Setting>> layers) {
    List<Map<String, Setting>> said = new ArrayList<>(layers);
    said.add(file.top());
    Optional<String> named = first(NAME, said);
    // Where a node is named, its own section may say what role it has.
    named.ifPresent(name -> said.add(layers.size(), file.section("node." + name)));
    Optional<String> role = role(said);
    Map<String, Setting> ofRole = file.section("role." + role.orElse(WORKER));
    String name = named.or(() -> first(NAME, List.of(ofRole))).or(() -> role).orElse(WORKER);
    layers.add(file.section("node." + name));
    layers.add(ofRole);
    layers.add(file.top());
  }

  /// `head` or `worker`, which are also the names of nodes that have no other one.
  private static Optional<String> role(List<Map<String, Setting>> layers) {
    for (Map<String, Setting> layer : layers) {
      if (layer.containsKey(HEAD) && layer.get(HEAD).text().equals("true")) {
        return Optional.of(HEAD);
      }
      if (layer.containsKey(ADDRESS)) {
        return Optional.of(WORKER);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(String key, List<Map<String, Setting>> layers) {
    return layers.stream()
        .filter(layer -> layer.containsKey(key))
        .map(layer -> layer.get(key).text())
        .findFirst();
  }

  private Map<String, Setting> commandLine() {
    Map<String, Setting> given = new LinkedHashMap<>();
    flags.forEach(
        (key, flag) ->
            flag.typed()
                .ifPresent(
                    text -> given.put(key, new Setting(text, Setting.Source.FLAG, flag.name()))));
    return given;
  }

  private Map<String, Setting> ofEnvironment(Map<String, String> environment) {
    Map<String, Setting> given = new LinkedHashMap<>();
    environment.forEach(
        (variable, text) -> {
          if (variable.startsWith(PREFIX) && !text.isEmpty()) {
            given.put(keyOf(variable), new Setting(text, Setting.Source.ENVIRONMENT, variable));
          }
        });
    return given;
  }

  /// The flag without its dashes.
  private static String key(Flag<?> flag) {
    return flag.name().substring(2);
  }

  private String keyOf(String variable) {
    String key = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    if (!flags.containsKey(key)) {
      List<String> near = NearMisses.of(key, flags.keySet());
      String hint =
          near.isEmpty() ? "" : " (did you mean %s?)".formatted(variable(near.getFirst()));
      throw new InvalidInput("unknown variable %s%s".formatted(variable, hint));
    }
    return key;
  }

  /// The variable of the environment that stands for a flag, such as `NODECTL_START_NODE_NAME`.
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
