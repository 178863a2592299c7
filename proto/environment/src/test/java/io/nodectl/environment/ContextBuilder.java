package io.nodectl.environment;

import java.util.LinkedHashMap;
import java.util.Map;

/// A context with variables in a certain order.
final class ContextBuilder {
  private final Map<String, String> variables = new LinkedHashMap<>();

  ContextBuilder variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  WorkerContext build() {
    return WorkerContext.EMPTY.withEnvVars(variables);
  }
}
