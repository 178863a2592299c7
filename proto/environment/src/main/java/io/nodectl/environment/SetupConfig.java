package io.nodectl.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How an environment is to be made; two documents that differ only in it ask for the same.
///
/// @param timeout how long it may take; empty for as long as it takes
/// @param eagerInstall whether it is made when a job starts, before anybody needs it
/// @param logFiles further files of the log folder that are to tell of it; plain names
public record SetupConfig(Optional<Duration> timeout, boolean eagerInstall, List<String> logFiles) {
  /// Ray 2.60's defaults: ten minutes, eager.
  public static final SetupConfig USUAL =
      new SetupConfig(Optional.of(Duration.ofMinutes(10)), true, List.of());

  private static final String TIMEOUT = "setup_timeout_seconds";
  private static final String EAGER = "eager_install";
  private static final String LOG_FILES = "log_files";
  private static final String WHAT = "config.";

  /// What Ray 2.60 says for no limit.
  private static final int NO_LIMIT = -1;

  public SetupConfig {
    logFiles = List.copyOf(logFiles);
  }

  static SetupConfig read(JsonNode field) throws InvalidEnvironment {
    if (!(field instanceof ObjectNode config)) {
      throw new InvalidEnvironment("config is not a map");
    }
    SetupConfig read = USUAL;
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      if (!entry.getValue().isNull()) {
        read = read.with(entry.getKey(), entry.getValue());
      }
    }
    return read;
  }

  private SetupConfig with(String name, JsonNode value) throws InvalidEnvironment {
    return switch (name) {
      case TIMEOUT -> {
        if (!value.isInt()) {
          throw new InvalidEnvironment(WHAT + TIMEOUT + " is not a whole number of seconds");
        }
        yield withTimeout(value.intValue());
      }
      case EAGER -> new SetupConfig(timeout, Json.truth(value, WHAT + EAGER), logFiles);
      case LOG_FILES -> new SetupConfig(timeout, eagerInstall, plainNames(value));
      default ->
          throw new InvalidEnvironment(
              WHAT + Similar.unknown(name, List.of(TIMEOUT, EAGER, LOG_FILES)));
    };
  }

  /// The same with another limit.
  ///
  /// @param seconds more than 0, or -1 for no limit
  /// @throws InvalidEnvironment for any other number
  public SetupConfig withTimeout(int seconds) throws InvalidEnvironment {
    if (seconds <= 0 && seconds != NO_LIMIT) {
      throw new InvalidEnvironment(
          "%s%s is %d: it is more than 0, or -1 for no limit".formatted(WHAT, TIMEOUT, seconds));
    }
    return new SetupConfig(
        seconds == NO_LIMIT ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
        eagerInstall,
        logFiles);
  }

  private static List<String> plainNames(JsonNode value) throws InvalidEnvironment {
    List<String> names = Json.texts(value, WHAT + LOG_FILES);
    for (String name : names) {
      if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
        throw new InvalidEnvironment(
            "%s%s: \"%s\" is not the plain name of a file".formatted(WHAT, LOG_FILES, name));
      }
    }
    return names;
  }
}
