package io.nodectl.runtimeenv.python;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.ShellWords;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.plugin.RuntimeEnvPlugin;
import io.nodectl.environment.plugin.Workshop;
import java.nio.file.Path;
import java.util.List;

/// The field `py_executable`: the interpreter of Python workers, maybe with arguments. Beside `pip`
/// or `uv` it is the interpreter that the virtual environment is made of.
public final class PyExecutablePlugin implements RuntimeEnvPlugin {
  private static final String FIELD = "py_executable";

  /// For the service loader.
  public PyExecutablePlugin() {}

  @Override
  public String field() {
    return FIELD;
  }

  @Override
  public int priority() {
    // Before the virtual environments, whose interpreter takes its place.
    return USUAL_PRIORITY - 1;
  }

  @Override
  public void validate(RuntimeEnv env) throws InvalidEnvironment {
    if (ShellWords.split(env.text(FIELD).orElse("")).isEmpty()) {
      throw new InvalidEnvironment(FIELD + " is empty: it is an interpreter and its arguments");
    }
  }

  @Override
  public List<String> uris(Workshop workshop) {
    return List.of();
  }

  @Override
  public void build(String uri, Path folder, Workshop workshop) {
    throw new IllegalStateException("there is nothing to build for " + FIELD);
  }

  @Override
  public WorkerContext contribute(WorkerContext context, List<Path> folders, Workshop workshop)
      throws InvalidEnvironment {
    return workshop.env().text(FIELD).map(context::withPython).orElse(context);
  }
}
