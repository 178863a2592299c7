package io.nodectl.distribution;

import io.nodectl.handshake.Order;
import io.nodectl.node.GuardianMain;
import io.nodectl.node.Session;
import io.nodectl.node.SupervisorMain;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is above the components of a node, in this JVM: one after the other, since each believes
/// every child of its process to be its own.
///
/// @param root stands for the machine's root of nodes
/// @param nodectl asks what is started here
record NodeRehearsal(Path root, NodectlCommand nodectl) {
  /// A supervisor with a whole head below it.
  void supervisor(String name) throws Exception {
    Map<String, String> environment = environment(name);
    PipedProgram supervisor =
        start(
            name,
            PipedProgram.Body.of(
                (parent, _) -> SupervisorMain.run(parent, environment), List.of()));
    supervisor.stop();
  }

  /// A guardian with a supervisor and a whole head below it.
  void guardian(String name) throws Exception {
    PipedProgram guardian =
        start(
            name,
            (reports, orders) -> {
              Map<String, String> environment = environment(name);
              environment.put(
                  "NODECTL_REPORT", "v=1,fd=3,dev=" + reports.device() + ",ino=" + reports.inode());
              return GuardianMain.run(environment, reports, orders);
            });
    // Its only child is the supervisor. The command would wait for locks that this JVM holds.
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    guardian.awaitEnd();
  }

  /// Starts it, and asks about the node when that is ready.
  private PipedProgram start(String name, PipedProgram.Body body) throws Exception {
    PipedProgram running = PipedProgram.start(name, body);
    running.tell(new Order.Config(description(name)));
    running.awaitReady();
    for (String command : List.of("status", "ps")) {
      nodectl.run(command, "--name", name);
    }
    return running;
  }

  /// A head on loopback with a token of its own.
  private static Map<String, String> description(String name) {
    return Map.of(
        "name", name, "label", name, "ip", "127.0.0.1", "timeout.ms", "60000", "auth.mode", "own");
  }

  private Map<String, String> environment(String name) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(
        Session.VARIABLE, root.resolve(name).resolve("sessions").resolve("training").toString());
    return environment;
  }
}
