package io.nodectl.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a worker is to be started so that it lives in an environment that was made: Ray 2.60's
/// RuntimeEnvContext (`_private/runtime_env/context.py`), in memory and as JSON. Ray's own workers
/// read no other fields than these.
///
/// @param commandPrefix words of bash that stand before the command, such as `cd`, `DIR`, `&&`
/// @param envVars variables, unexpanded
/// @param pyExecutable the interpreter of Python workers, maybe with arguments; empty for the usual
///     one
/// @param entrypoint takes the place of the worker's first argument
/// @param javaJars files and folders for the class path of Java workers
public record WorkerContext(
    List<String> commandPrefix,
    Map<String, String> envVars,
    Optional<String> pyExecutable,
    Optional<String> entrypoint,
    List<String> javaJars) {
  /// That of an environment that asks for nothing.
  public static final WorkerContext EMPTY =
      new WorkerContext(List.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());

  private static final String COMMAND_PREFIX = "command_prefix";
  private static final String ENV_VARS = "env_vars";
  private static final String PY_EXECUTABLE = "py_executable";
  private static final String ENTRYPOINT = "override_worker_entrypoint";
  private static final String JAVA_JARS = "java_jars";

  public WorkerContext {
    commandPrefix = List.copyOf(commandPrefix);
    envVars = Collections.unmodifiableMap(new LinkedHashMap<>(envVars));
    javaJars = List.copyOf(javaJars);
  }

  /// Reads what [#toJson] or Ray's agent wrote; an empty text means `{}`.
  ///
  /// @throws InvalidEnvironment if it is of another form
  public static WorkerContext parse(String json) throws InvalidEnvironment {
    String what = "the context of the worker";
    ObjectNode tree = json.isBlank() ? Json.object() : Json.object(json, what);
    JsonNode envVars = tree.get(ENV_VARS);
    return new WorkerContext(
        texts(tree, COMMAND_PREFIX),
        envVars == null || envVars.isNull() ? Map.of() : EnvVars.read(envVars),
        text(tree, PY_EXECUTABLE),
        text(tree, ENTRYPOINT),
        texts(tree, JAVA_JARS));
  }

  private static List<String> texts(ObjectNode tree, String name) throws InvalidEnvironment {
    return tree.hasNonNull(name) ? Json.texts(tree.path(name), name) : List.of();
  }

  private static Optional<String> text(ObjectNode tree, String name) throws InvalidEnvironment {
    return tree.hasNonNull(name) ? Optional.of(Json.text(tree.path(name), name)) : Optional.empty();
  }

  /// One line, with all fields.
  public String toJson() {
    ObjectNode tree = Json.object();
    ArrayNode prefix = tree.putArray(COMMAND_PREFIX);
    commandPrefix.forEach(prefix::add);
    ObjectNode variables = tree.putObject(ENV_VARS);
    envVars.forEach(variables::put);
    pyExecutable.ifPresentOrElse(
        python -> tree.put(PY_EXECUTABLE, python), () -> tree.putNull(PY_EXECUTABLE));
    entrypoint.ifPresentOrElse(
        script -> tree.put(ENTRYPOINT, script), () -> tree.putNull(ENTRYPOINT));
    ArrayNode jars = tree.putArray(JAVA_JARS);
    javaJars.forEach(jars::add);
    return Json.text(tree);
  }

  /// The folder in which the worker runs, if the prefix changes it and needs no shell for anything.
  public Optional<String> folder() {
    return Prefix.of(commandPrefix).folder();
  }

  /// The same with these words of bash after those that are there.
  public WorkerContext prefixed(List<String> words) {
    List<String> all = new ArrayList<>(commandPrefix);
    all.addAll(words);
    return new WorkerContext(all, envVars, pyExecutable, entrypoint, javaJars);
  }

  /// The same with other variables.
  public WorkerContext withEnvVars(Map<String, String> variables) {
    return new WorkerContext(commandPrefix, variables, pyExecutable, entrypoint, javaJars);
  }

  /// The same with an interpreter.
  public WorkerContext withPython(String interpreter) {
    return new WorkerContext(
        commandPrefix, envVars, Optional.of(interpreter), entrypoint, javaJars);
  }

  /// The same with further files and folders for the class path.
  public WorkerContext withJars(List<String> jars) {
    List<String> all = new ArrayList<>(javaJars);
    all.addAll(jars);
    return new WorkerContext(commandPrefix, envVars, pyExecutable, entrypoint, all);
  }

  /// The same where Python finds modules in these folders before those it would look into anyway.
  ///
  /// @param folders separated by colons
  /// @param usual what the variable is if no field sets it; empty for nothing
  public WorkerContext withModules(String folders, String usual) {
    String before = envVars.getOrDefault("PYTHONPATH", usual);
    Map<String, String> variables = new LinkedHashMap<>(envVars);
    variables.put("PYTHONPATH", before.isEmpty() ? folders : folders + ":" + before);
    return withEnvVars(variables);
  }
}
