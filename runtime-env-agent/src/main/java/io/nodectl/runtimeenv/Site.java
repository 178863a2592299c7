package io.nodectl.runtimeenv;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The node as environments find it.
///
/// @param python its interpreter, a name or a path
/// @param variables the agent's own
/// @param logs the folder for the log of each environment; without one there are no such files
record Site(String python, Map<String, String> variables, Optional<Path> logs) {
  Site {
    variables = Map.copyOf(variables);
  }
}
