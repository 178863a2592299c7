package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Records;
import io.nodectl.spawn.Exec;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.ServiceManager;
import io.nodectl.spawn.SpawnException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A start whose process a service manager runs: it becomes the node's supervisor itself. There is
/// no guardian, because the manager ends what a dead supervisor leaves in the unit's cgroup.
public final class ServiceStart {
  private final Distribution distribution;
  private final Map<String, String> environment;

  /// @param environment of the calling process
  public ServiceStart(Distribution distribution, Map<String, String> environment) {
    this.distribution = distribution;
    this.environment = Map.copyOf(environment);
  }

  /// Whether a service manager wants to hear from the process with that environment.
  public static boolean isWanted(Map<String, String> environment) {
    return ServiceManager.in(environment).isPresent();
  }

  /// Tells the manager, if there is one, why there will be no node.
  public static void blame(Map<String, String> environment, Problem problem) {
    ServiceManager.in(environment).ifPresent(manager -> manager.tell(ServiceWords.failed(problem)));
  }

  /// Replaces this process by the supervisor, under the same pid. Returns only by throwing.
  public ProblemException become(NodeSpec spec, NodeFolder node) throws ProblemException {
    Session session = Session.plan(node, Instant.now(), ProcessHandle.current().pid());
    node.create();
    session.create();
    Map<String, String> mine = new HashMap<>(environment);
    // The supervisor gets the token in its description, as under a guardian.
    mine.remove("RAY_AUTH_TOKEN");
    mine.remove("NODECTL_REPORT");
    mine.put(Session.VARIABLE, session.folder().toString());
    byte[] config = Records.encode(new Order.Config(NodeSpecFields.write(spec)));
    try (Pipe orders = Pipe.open()) {
      // It fits into the pipe, and its end is the end of the pipe: nobody holds it open any more.
      orders.writeEnd().write(config, 0, config.length);
      orders.writeEnd().close();
      Exec.replace(
          distribution.command(ServiceMain.class, List.of("--name", node.name().value())),
          mine,
          orders.readEnd());
      return ProblemException.of(ExitCode.BUG, "a replaced process goes on");
    } catch (SpawnException e) {
      return ProblemException.of(
          ExitCode.COMPONENT_FAILED, "the supervisor cannot be started: " + e.getMessage());
    }
  }
}
