package io.nodectl.raylet.resources;

import io.nodectl.environment.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads how people write resources and labels.
public final class ResourceText {

  /// They have options of their own, or come of themselves.
  private static final Map<String, String> OPTIONS =
      Map.of(
          NodeResources.CPU,
          "--num-cpus",
          NodeResources.GPU,
          "--num-gpus",
          NodeResources.MEMORY,
          "--memory");

  private static final Set<String> OURS = Set.of("node:", "ray.io/");

  private ResourceText() {}

  /// Reads a JSON object of numbers.
  ///
  /// @return amounts in ten-thousandths, by name
  /// @throws IllegalArgumentException with what is wrong
  public static Map<String, Long> resources(String json) {
    var read = new TreeMap<String, Long>();
    try (JsonParser parser = new JsonFactory().createParser(new ObjectReadContext.Base(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            "--resources: give a JSON object, such as {\"licence\": 2}");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        checkName(name);
        parser.nextToken();
        if (read.put(name, FixedPoint.parse(parser.getString(), "--resources: " + name)) != null) {
          throw new IllegalArgumentException("--resources: %s is there twice".formatted(name));
        }
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("--resources: something follows the JSON object");
      }
      return read;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("--resources: this is not JSON: " + Json.reason(e), e);
    }
  }

  private static void checkName(String name) {
    String option = OPTIONS.get(name);
    if (option != null) {
      throw new IllegalArgumentException("--resources: %s is said with %s".formatted(name, option));
    }
    if (name.isBlank() || OURS.stream().anyMatch(name::startsWith)) {
      throw new IllegalArgumentException(
          "--resources: \"%s\" is no name for a resource of your own".formatted(name));
    }
  }

  /// Reads `key=value,key=value`.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public static Map<String, String> labels(String text) {
    var read = new TreeMap<String, String>();
    for (String pair : List.of(text.split(",", -1))) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? "" : pair.substring(0, equals).strip();
      if (key.isEmpty() || key.startsWith("ray.io/")) {
        throw new IllegalArgumentException(
            "--labels: \"%s\" is not KEY=VALUE with a key of your own".formatted(pair));
      }
      if (read.put(key, pair.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("--labels: %s is there twice".formatted(key));
      }
    }
    return read;
  }
}
