package io.nodectl.runtimeenv.python;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.ShellWords;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The interpreters of this node, each asked once as long as its file does not change.
final class Interpreters {
  private static final String PY_EXECUTABLE = "py_executable";

  /// `-c` makes the folder it runs in a place of modules; here there are none.
  private static final Path NO_MODULES = Path.of("/");

  private final Map<Path, Asked> asked = new ConcurrentHashMap<>();

  private record Asked(FileTime changed, Interpreter interpreter) {}

  /// The interpreter that an environment builds upon: its `py_executable`, else the node's.
  ///
  /// @throws InvalidEnvironment if `py_executable` is more than an interpreter
  /// @throws SetupFailed if there is no such interpreter
  Interpreter of(Workshop workshop)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    String wish = workshop.env().text(PY_EXECUTABLE).orElse(workshop.python());
    List<String> words = ShellWords.split(wish);
    if (words.size() != 1) {
      throw new InvalidEnvironment(
          PY_EXECUTABLE
              + " is '"
              + wish
              + "': beside pip or uv it must be an interpreter alone, without arguments");
    }
    Path program = find(words.getFirst(), workshop);
    FileTime changed = Files.getLastModifiedTime(program);
    Asked before = asked.get(program);
    if (before != null && before.changed.equals(changed)) {
      return before.interpreter;
    }
    Interpreter now = ask(program, workshop);
    asked.put(program, new Asked(changed, now));
    return now;
  }

  private static Interpreter ask(Path program, Workshop workshop)
      throws SetupFailed, InterruptedException {
    String answer =
        workshop.run(
            List.of(program.toString(), "-c", Interpreter.QUESTION),
            workshop.variables(),
            NO_MODULES);
    return Interpreter.read(program.toString(), answer);
  }

  private static Path find(String program, Workshop workshop) throws SetupFailed {
    if (program.contains("/")) {
      Path path = workshop.workingDir().orElse(NO_MODULES).resolve(program);
      return executable(path).orElseThrow(() -> missing(program, "it is not there"));
    }
    String path = workshop.variables().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    for (String folder : path.split(":", -1)) {
      Optional<Path> found =
          folder.isEmpty() ? Optional.empty() : executable(Path.of(folder, program));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw missing(program, "it is not in PATH=" + path);
  }

  private static Optional<Path> executable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  private static SetupFailed missing(String program, String why) {
    return SetupFailed.forNow(
        "there is no interpreter %s: %s. Install it on this node, name another one by py_executable, or let the agent's --python name one"
            .formatted(program, why));
  }
}
