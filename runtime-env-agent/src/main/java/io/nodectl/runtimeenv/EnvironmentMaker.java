package io.nodectl.runtimeenv;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns the JSON of a runtime environment into the context of a worker.
final class EnvironmentMaker {
  private static final String ENV_VARS = "env_vars";

  /// How an environment is to be made, not what is in it: nothing to do for `env_vars`.
  private static final String CONFIG = "config";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// @param serialized a JSON object with Ray's field names; empty means `{}`
  Outcome make(String serialized) {
    try {
      JsonNode environment = JSON.readTree(serialized.isBlank() ? "{}" : serialized);
      return environment instanceof ObjectNode fields
          ? make(fields)
          : new Outcome.Refused("the runtime environment is not a JSON object");
    } catch (JacksonException e) {
      return new Outcome.Refused("the runtime environment is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Outcome make(ObjectNode environment) {
    TreeSet<String> unsupported = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : environment.properties()) {
      if (!List.of(ENV_VARS, CONFIG).contains(field.getKey()) && !field.getValue().isNull()) {
        unsupported.add(field.getKey());
      }
    }
    if (!unsupported.isEmpty()) {
      return new Outcome.Refused(
          String.join(", ", unsupported)
              + ": not supported by this runtime-env-agent, which knows env_vars. Leave it out, or"
              + " install what it names on every node.");
    }
    JsonNode variables = environment.path(ENV_VARS);
    if (variables.isMissingNode() || variables.isNull()) {
      return created(JSON.createObjectNode());
    }
    return variables instanceof ObjectNode map
        ? withVariables(map)
        : new Outcome.Refused("env_vars is not a map of strings");
  }

  private static Outcome withVariables(ObjectNode variables) {
    for (Map.Entry<String, JsonNode> variable : variables.properties()) {
      String name = variable.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        return new Outcome.Refused("env_vars: \"" + name + "\" cannot be the name of a variable");
      }
      if (!variable.getValue().isString() || variable.getValue().stringValue().indexOf('\0') >= 0) {
        return new Outcome.Refused(
            "env_vars: the value of " + name + " is not a string without NUL");
      }
    }
    return created(variables);
  }

  /// The fields are those of Ray's RuntimeEnvContext (2.60.0: `_private/runtime_env/context.py`);
  /// what is left out keeps the default of the worker that reads it.
  private static Outcome created(ObjectNode variables) {
    ObjectNode context = JSON.createObjectNode();
    context.putArray("command_prefix");
    context.set(ENV_VARS, variables);
    context.putArray("java_jars");
    return new Outcome.Created(JSON.writeValueAsString(context));
  }
}
