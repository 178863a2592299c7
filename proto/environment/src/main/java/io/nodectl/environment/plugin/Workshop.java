package io.nodectl.environment.plugin;

import io.nodectl.environment.RuntimeEnv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where one environment is being made, and with what.
public interface Workshop {
  /// The document that asks for it.
  RuntimeEnv env();

  /// The environment's own variables on top of the agent's, expanded, with the working directory
  /// as RAY_RUNTIME_ENV_CREATE_WORKING_DIR if there is one.
  Map<String, String> variables();

  /// The environment's working directory, for plug-ins that come after that one.
  Optional<Path> workingDir();

  /// The interpreter of this node, as a path or a name to be looked up.
  String python();

  /// Says what is being done now, for whoever waits.
  void say(String progress);

  /// Runs a tool to its end. What it prints is told to whoever waits.
  ///
  /// @param command a program by its path or name, and its arguments
  /// @param variables its whole environment
  /// @param directory where it runs
  /// @return what it printed, its last lines if that was much
  /// @throws SetupFailed if it cannot be started, takes too long, or says by its exit code that it
  ///     failed; the message has its last words
  String run(List<String> command, Map<String, String> variables, Path directory)
      throws SetupFailed, InterruptedException;

  /// Brings a package here.
  ///
  /// @param uri such as `gcs://NAME` or `file:///PATH`
  /// @param file is made
  /// @throws SetupFailed if there is no such package, or it cannot be reached
  void fetch(String uri, Path file) throws SetupFailed, IOException, InterruptedException;
}
