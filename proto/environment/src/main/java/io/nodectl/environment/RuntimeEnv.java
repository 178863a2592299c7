package io.nodectl.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The document that asks for a runtime environment, as Ray 2.60 writes it: a JSON object with one
/// field for each concern. A field that is null is as good as none.
///
/// It is not changed once it is read.
public final class RuntimeEnv {
  /// The variables of the worker, a field that needs no plug-in.
  public static final String ENV_VARS = "env_vars";

  /// How the environment is to be made, a field that needs no plug-in.
  public static final String CONFIG = "config";

  private static final String WHAT = "the runtime environment";

  private final Map<String, JsonNode> fields;

  private RuntimeEnv(Map<String, JsonNode> fields) {
    this.fields = fields;
  }

  /// Reads a document; an empty text means `{}`.
  ///
  /// @throws InvalidEnvironment if it is no JSON object; its fields are not looked at
  public static RuntimeEnv parse(String text) throws InvalidEnvironment {
    return of(text.isBlank() ? Json.object() : Json.object(text, WHAT));
  }

  /// The document that a tree is.
  public static RuntimeEnv of(ObjectNode tree) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!field.getValue().isNull()) {
        fields.put(field.getKey(), field.getValue());
      }
    }
    return new RuntimeEnv(fields);
  }

  /// The names of the fields that it has.
  public Set<String> names() {
    return Set.copyOf(fields.keySet());
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// The variables of the worker, unexpanded and in their order.
  ///
  /// @throws InvalidEnvironment if they are no map of strings, or cannot be variables
  public Map<String, String> envVars() throws InvalidEnvironment {
    JsonNode variables = fields.get(ENV_VARS);
    return variables == null ? Map.of() : EnvVars.read(variables);
  }

  /// How it is to be made.
  ///
  /// @throws InvalidEnvironment if that makes no sense
  public SetupConfig config() throws InvalidEnvironment {
    JsonNode config = fields.get(CONFIG);
    return config == null ? SetupConfig.USUAL : SetupConfig.read(config);
  }

  /// A field that is a text.
  ///
  /// @throws InvalidEnvironment if it is there and no text
  public Optional<String> text(String name) throws InvalidEnvironment {
    JsonNode value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(Json.text(value, name));
  }

  /// What it says, as a tree that the caller may change.
  public ObjectNode tree() {
    ObjectNode tree = Json.object();
    fields.forEach((name, value) -> tree.set(name, value.deepCopy()));
    return tree;
  }

  /// One line of JSON.
  @Override
  public String toString() {
    return Json.text(tree());
  }
}
