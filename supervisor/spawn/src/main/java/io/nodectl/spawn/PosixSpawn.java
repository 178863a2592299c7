package io.nodectl.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of posix_spawn(3).
///
/// Since 2.24 glibc spawns with CLONE_VM and CLONE_VFORK: the call returns after exec, with exec's
/// errno, so a program that cannot be executed is known at once.
final class PosixSpawn {
  private static final Libc.Function POSIX_SPAWN = new Libc.Function("posix_spawn");
  private static final Libc.Function KILL = new Libc.Function("kill");

  private PosixSpawn() {}

  static Child run(SpawnSpec spec) throws SpawnException {
    String program = ProgramPath.of(spec);
    try {
      return run(spec, program);
    } catch (SystemCallException e) {
      throw new SpawnException("cannot start " + program + ": " + e.getMessage(), e);
    }
  }

  private static Child run(SpawnSpec spec, String program) throws SpawnException {
    synchronized (OwnChildren.LOCK) {
      int pid = spawn(spec, program);
      // Nobody else reaps the child, so its pid is its own until we do.
      int pidfd = PidFd.open(pid);
      Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
      if (pidfd < 0 || identity.isEmpty()) {
        abandon(pid);
        throw new SystemCallException("pidfd_open", pidfd < 0 ? -pidfd : Errno.ESRCH);
      }
      OwnChildren.add(pid);
      return new Child(identity.get(), Fd.owned(pidfd));
    }
  }

  private static int spawn(SpawnSpec spec, String program) throws SpawnException {
    try (Block pid = Block.of(Long.BYTES);
        Block path = Block.string(NativeText.bytes(program));
        Block argv = Block.strings(arguments(spec.command()));
        Block envp = Block.strings(variables(spec.environment()));
        FileActions actions = FileActions.of(spec);
        SpawnAttributes attributes = SpawnAttributes.make()) {
      int errno =
          POSIX_SPAWN.int32(
              pid.address(),
              path.address(),
              actions.address(),
              attributes.address(),
              argv.address(),
              envp.address());
      if (errno != 0) {
        throw SpawnFailure.of(spec, program, errno);
      }
      return pid.bytes().getInt(0);
    }
  }

  // A child that we could not watch: kill(2), and take its status so that no zombie stays.
  private static void abandon(int pid) {
    KILL.int32(pid, Signal.KILL.number());
    Waiting.await(pid);
  }

  private static List<byte[]> arguments(List<String> command) {
    List<byte[]> arguments = new ArrayList<>(command.size());
    for (String argument : command) {
      arguments.add(NativeText.bytes(argument));
    }
    return arguments;
  }

  private static List<byte[]> variables(Map<String, String> environment) {
    List<byte[]> variables = new ArrayList<>(environment.size());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      variables.add(NativeText.bytes(variable.getKey().concat("=").concat(variable.getValue())));
    }
    return variables;
  }
}
