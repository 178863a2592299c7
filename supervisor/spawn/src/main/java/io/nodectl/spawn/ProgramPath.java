package io.nodectl.spawn;

import java.io.File;
import org.jspecify.annotations.Nullable;

/// Finds a program in the `PATH` of the child's environment, as execvp(3) does in the parent's.
public final class ProgramPath {
  // What a shell takes when PATH is unset.
  private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

  private ProgramPath() {}

  /// The absolute path of the program. Empty entries of PATH, which mean the current folder, are
  /// passed over.
  ///
  /// @throws SpawnException ENOENT if there is none, EACCES if what is there is not executable
  public static String of(SpawnSpec spec) throws SpawnException {
    String program = spec.command().getFirst();
    if (program.startsWith("/")) {
      return program;
    }
    String path = spec.environment().getOrDefault("PATH", USUAL);
    File refused = null;
    int start = 0;
    while (start <= path.length()) {
      int colon = path.indexOf(':', start);
      int end = colon < 0 ? path.length() : colon;
      File candidate = new File(path.substring(start, end), program);
      if (end > start && candidate.isFile()) {
        if (candidate.canExecute()) {
          return candidate.getPath();
        }
        refused = candidate;
      }
      start = end + 1;
    }
    throw missing(program, path, refused);
  }

  /// The same; a path that was given as such is looked at too. For who leaves it to another program
  /// to execute it, and would learn of no refusal.
  ///
  /// @throws SpawnException ENOENT, ENOTDIR or EACCES, as the system would refuse it
  public static String usable(SpawnSpec spec) throws SpawnException {
    String path = of(spec);
    File program = new File(path);
    if (!program.exists()) {
      boolean blocked = SpawnFailure.fileOnTheWay(program).isPresent();
      throw SpawnFailure.of(spec, path, blocked ? Errno.ENOTDIR : Errno.ENOENT);
    }
    if (program.isDirectory() || !program.canExecute()) {
      throw SpawnFailure.of(spec, path, Errno.EACCES);
    }
    return path;
  }

  private static SpawnException missing(String program, String path, @Nullable File refused) {
    if (refused != null) {
      return new SpawnException(
          "cannot start "
              + program
              + ": "
              + refused
              + " is not executable (EACCES); run chmod +x on it",
          Errno.EACCES);
    }
    return new SpawnException(
        "cannot start "
            + program
            + ": no such program in PATH="
            + path
            + " (ENOENT); install it or give its absolute path",
        Errno.ENOENT);
  }
}
