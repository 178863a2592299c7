package io.nodectl.process;

import io.nodectl.spawn.ProgramPath;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells a child of the listening socket that it has as descriptor 3, as sd_listen_fds(3) reads it.
///
/// `LISTEN_PID` must be the child's own pid, or most programs take no notice. Nobody knows it
/// before there is a process, so a shell is executed first, which knows its own, and becomes the
/// program.
final class SocketActivation {
  private static final String SHELL = "/bin/sh";
  private static final String SCRIPT = "LISTEN_PID=$$ exec \"$0\" \"$@\"";

  private SocketActivation() {}

  /// @param name of the socket
  /// @throws SpawnException if it cannot be executed: the shell would only say so to the log
  static SpawnSpec of(SpawnSpec spec, String name) throws SpawnException {
    List<String> command = new ArrayList<>(List.of(SHELL, "-c", SCRIPT, ProgramPath.usable(spec)));
    command.addAll(spec.command().subList(1, spec.command().size()));
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put("LISTEN_FDS", "1");
    environment.put("LISTEN_FDNAMES", name);
    return new SpawnSpec(command, environment, spec.directory(), spec.descriptors());
  }
}
