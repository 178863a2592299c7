package io.nodectl.spawn;

import java.io.File;
import java.util.Optional;

/// Says for a person why posix_spawn failed: one errno has several causes, so it looks which of
/// them is there.
final class SpawnFailure {
  private SpawnFailure() {}

  static SpawnException of(SpawnSpec spec, String program, int errno) {
    String why = reason(new File(program), spec.directory().toFile(), errno);
    return new SpawnException(
        "cannot start " + program + ": " + why + " (" + Errno.name(errno) + ")", errno);
  }

  private static String reason(File program, File directory, int errno) {
    return switch (errno) {
      case Errno.ENOENT, Errno.ENOTDIR, Errno.EACCES -> reasonOfPath(program, directory, errno);
      case Errno.ENOEXEC -> "it is not a program of this machine and has no #! line";
      case Errno.E2BIG ->
          "its arguments and environment together are longer than the system allows; shorten them"
              + " (ulimit -s raises the limit)";
      case Errno.EAGAIN ->
          "a limit of processes is reached; end some, or raise ulimit -u or the pids limit of the"
              + " control group";
      default -> Errno.meaning(errno);
    };
  }

  private static String reasonOfPath(File program, File directory, int errno) {
    if (!directory.exists()) {
      return "its directory " + directory + " does not exist";
    }
    if (!directory.isDirectory()) {
      return "its directory " + directory + " is a file";
    }
    if (errno == Errno.EACCES) {
      return reasonOfRefusal(program, directory);
    }
    if (program.exists()) {
      return "the program is there, but the interpreter that it names is not; look at its #! line,"
          + " or whether it was built for another C library";
    }
    return fileOnTheWay(program)
        .map(file -> file + " is not a folder, so nothing is in it; correct the path")
        .orElse("no such program; install it or correct the path");
  }

  /// What the path takes for a folder and is none.
  static Optional<File> fileOnTheWay(File program) {
    for (File above = program.getParentFile(); above != null; above = above.getParentFile()) {
      if (above.exists()) {
        return above.isDirectory() ? Optional.empty() : Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private static String reasonOfRefusal(File program, File directory) {
    if (!directory.canExecute()) {
      return "its directory " + directory + " may not be entered";
    }
    if (program.isDirectory()) {
      return "it is a folder";
    }
    if (program.exists() && !program.canExecute()) {
      return "it is not executable; run chmod +x on it";
    }
    return "permission denied: a folder on the way may not be entered, the file system is mounted"
        + " noexec, or its interpreter is not executable";
  }
}
