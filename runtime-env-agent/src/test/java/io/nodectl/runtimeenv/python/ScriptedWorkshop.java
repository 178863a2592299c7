package io.nodectl.runtimeenv.python;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.RuntimeEnv;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs nothing: remembers what should be run, and answers for the interpreter.
final class ScriptedWorkshop implements Workshop {
  final List<List<String>> ran = new ArrayList<>();
  final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  String answer =
      "noise\n{\"executable\":\"/opt/py\",\"version\":\"3.11.7\",\"sites\":[],\"pip\":\"24\","
          + "\"uv\":null,\"ray\":null}";
  private final RuntimeEnv env;

  ScriptedWorkshop(String env) throws InvalidEnvironment {
    this.env = RuntimeEnv.parse(env);
  }

  @Override
  public RuntimeEnv env() {
    return env;
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public Optional<Path> workingDir() {
    return Optional.empty();
  }

  @Override
  public String python() {
    return "/bin/sh";
  }

  @Override
  public void say(String progress) {}

  @Override
  public String run(List<String> command, Map<String, String> with, Path directory) {
    ran.add(command);
    return command.contains("-c") ? answer : "";
  }

  @Override
  public void fetch(String uri, Path file) throws SetupFailed {
    throw SetupFailed.forGood("nothing is fetched here");
  }
}
