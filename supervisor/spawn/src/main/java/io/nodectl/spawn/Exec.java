package io.nodectl.spawn;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes this process run another program, under the pid that it has.
public final class Exec {
  private static final Libc.Function EXECVE = new Libc.Function("execve");
  private static final Libc.Function CLOSE_RANGE = new Libc.Function("close_range");
  private static final Libc.Function FCNTL = new Libc.Function("fcntl");

  private static final int FIRST_PRIVATE = 3;
  private static final long LAST = 0xffff_ffffL;
  private static final int CLOSE_RANGE_CLOEXEC = 4;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;

  private Exec() {}

  /// The same, with another standard input.
  public static void replace(List<String> command, Map<String, String> environment, Fd input)
      throws SpawnException {
    input.becomes(0);
    replace(command, environment);
  }

  /// Replaces this process (execve(2)): all its threads end, no shutdown hook runs, and of its
  /// descriptors only 0, 1 and 2 stay open. Returns only by throwing.
  ///
  /// @param command the program's absolute path and its arguments
  /// @throws SpawnException if the program cannot be executed; this process goes on, but its other
  ///     descriptors are no longer inherited by children of any kind
  public static void replace(List<String> command, Map<String, String> environment)
      throws SpawnException {
    List<byte[]> arguments = new ArrayList<>();
    command.forEach(word -> arguments.add(NativeText.bytes(word)));
    List<byte[]> variables = new ArrayList<>();
    environment.forEach((name, value) -> variables.add(NativeText.bytes(name + "=" + value)));
    try (Block path = Block.string(arguments.getFirst());
        Block argv = Block.strings(arguments);
        Block envp = Block.strings(variables)) {
      keepStandardDescriptorsOnly();
      int result = EXECVE.int32(path.address(), argv.address(), envp.address());
      throw new SpawnException(
          "cannot execute %s: %s (%s)"
              .formatted(command.getFirst(), Errno.meaning(-result), Errno.name(-result)),
          -result);
    }
  }

  /// They are only marked, so that this process keeps them if the program cannot be executed.
  /// CLOSE_RANGE_CLOEXEC came with Linux 5.11; before, each one is marked by itself.
  private static void keepStandardDescriptorsOnly() {
    if (CLOSE_RANGE.int32(FIRST_PRIVATE, LAST, CLOSE_RANGE_CLOEXEC) == 0) {
      return;
    }
    String[] open = new File("/proc/self/fd").list();
    for (String name : open == null ? new String[0] : open) {
      int number = Integer.parseInt(name);
      if (number >= FIRST_PRIVATE) {
        FCNTL.int32(number, F_SETFD, FD_CLOEXEC);
      }
    }
  }
}
