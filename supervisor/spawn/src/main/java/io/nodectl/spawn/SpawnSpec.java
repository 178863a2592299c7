package io.nodectl.spawn;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start.
///
/// @param command the program and its arguments; a program without a slash is looked up in the
///     `PATH` of `environment`, any other must be an absolute path
/// @param environment the child's complete environment: nothing is inherited and nothing added
/// @param directory where the child starts
/// @param descriptors the child's descriptor numbers (0 to 255) and what they are to be. A missing
///     0, 1 or 2 is `/dev/null`; every other number is closed. The caller still owns, and closes,
///     its own ends.
public record SpawnSpec(
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Map<Integer, Fd> descriptors) {
  private static final int HIGHEST_DESCRIPTOR = 255;

  /// Copies the collections.
  ///
  /// @throws IllegalArgumentException if no program could ever be started so
  public SpawnSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    descriptors = Map.copyOf(descriptors);
    require(!command.isEmpty(), "the command is empty");
    String program = command.getFirst();
    require(!program.isEmpty(), "the program's name is empty");
    require(
        program.indexOf('/') <= 0, "a program is a name to look up in PATH or an absolute path");
    for (String argument : command) {
      require(argument.indexOf('\0') < 0, "an argument has a NUL character");
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      require(!name.isEmpty() && name.indexOf('=') < 0, "a variable's name is empty or has a '='");
      require(
          name.indexOf('\0') < 0 && variable.getValue().indexOf('\0') < 0,
          "a variable has a NUL character");
    }
    for (int number : descriptors.keySet()) {
      require(
          number >= 0 && number <= HIGHEST_DESCRIPTOR, "a descriptor number is not in 0 to 255");
    }
  }

  /// Command and directory only: an environment may hold secrets, and must not get into a log.
  @Override
  public String toString() {
    return String.join(" ", command) + " in " + directory;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
