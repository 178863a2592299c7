package io.nodectl.cli;

import io.nodectl.environment.Json;
import io.nodectl.node.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The runtime environment that a command line asks for.
final class RuntimeEnvChoice {
  private static final String WORKING_DIR = "working_dir";

  private RuntimeEnvChoice() {}

  /// What both flags say together.
  ///
  /// @param document a file with a JSON or YAML object, or a JSON object itself
  /// @param workingDir its field of that name
  /// @return empty if neither says anything
  /// @throws InvalidInput if it is none
  static Optional<ObjectNode> of(Optional<String> document, Optional<String> workingDir) {
    if (document.isEmpty() && workingDir.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode tree =
        document.map(RuntimeEnvChoice::read).orElseGet(JsonNodeFactory.instance::objectNode);
    workingDir.ifPresent(
        folder -> {
          if (tree.hasNonNull(WORKING_DIR)) {
            throw new InvalidInput(
                "--working-dir and the working_dir of --runtime-env are both given: leave one");
          }
          tree.put(WORKING_DIR, folder);
        });
    return Optional.of(tree);
  }

  private static ObjectNode read(String text) {
    boolean inline = text.stripLeading().startsWith("{");
    String what = inline ? "it" : text;
    ObjectMapper reader = inline || !isYaml(text) ? JsonMapper.shared() : Yaml.reader();
    try {
      JsonNode tree = reader.readTree(inline ? text : content(Path.of(text)));
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new InvalidInput(
          "--runtime-env: %s cannot be read: %s".formatted(what, Json.reason(e)));
    }
    throw new InvalidInput(
        "--runtime-env: %s is no object such as {\"pip\": [\"requests\"]}".formatted(what));
  }

  private static boolean isYaml(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml");
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidInput(
          "--runtime-env: cannot read %s: %s"
              .formatted(file, io.nodectl.node.ProblemException.reason(e)));
    }
  }

  /// Loaded for a file of that kind only.
  private static final class Yaml {
    static ObjectMapper reader() {
      return new YAMLMapper();
    }
  }
}
