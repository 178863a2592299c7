package io.nodectl.runtimeenv.tools;

import io.nodectl.environment.plugin.TimeLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is to be run.
///
/// @param command a program by its path or name, and its arguments
/// @param variables its whole environment
/// @param directory where it runs
/// @param limit until when it may run
/// @param lines is told each line that it prints, on the thread that watches it
public record ToolCall(
    List<String> command,
    Map<String, String> variables,
    Path directory,
    TimeLimit limit,
    Consumer<String> lines) {
  public ToolCall {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }
}
