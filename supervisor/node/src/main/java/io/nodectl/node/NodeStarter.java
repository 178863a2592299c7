package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Records;
import io.nodectl.spawn.Child;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import io.nodectl.spawn.Spawner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts a node in the background: launches its guardian and waits until the node is ready or has
/// failed.
public final class NodeStarter {
  private final Distribution distribution;
  private final Map<String, String> environment;
  private final StartListener listener;

  /// A starter of nodes that run from that distribution.
  ///
  /// @param environment of the calling process; the node's processes inherit it but for secrets
  public NodeStarter(
      Distribution distribution, Map<String, String> environment, StartListener listener) {
    this.distribution = distribution;
    this.environment = Map.copyOf(environment);
    this.listener = listener;
  }

  /// Starts it. If this process dies before the node is ready, or is told to, the start is undone.
  ///
  /// @param handle lets another thread give up
  public StartOutcome start(NodeSpec spec, NodeFolder node, StartHandle handle) {
    Session session = Session.plan(node, Instant.now(), ProcessHandle.current().pid());
    try (Spawner spawner = Spawner.start();
        Poller poller = Poller.open();
        Pipe orders = Pipe.open();
        Pipe reports = Pipe.open()) {
      Child guardian = spawner.spawn(guardian(session, orders, reports));
      orders.readEnd().close();
      reports.writeEnd().close();
      byte[] config = Records.encode(new Order.Config(NodeSpecFields.write(spec)));
      orders.writeEnd().write(config, 0, config.length);
      handle.onGiveUp(
          () -> {
            orders.writeEnd().close();
            poller.wakeUp();
          });
      StartWatch watch = new StartWatch(reports.readEnd(), listener, spec.timeout());
      Optional<ExitStatus> end = await(watch, guardian, poller);
      if (end.isEmpty() && !watch.isReady()) {
        force(guardian, poller);
      }
      return outcome(end, watch, session);
    } catch (SpawnException e) {
      return failed(ExitCode.COMPONENT_FAILED, "the guardian cannot be started: " + e.getMessage());
    } catch (ProblemException e) {
      return new StartOutcome.Failed(e.problem());
    }
  }

  private SpawnSpec guardian(Session session, Pipe orders, Pipe reports) throws ProblemException {
    Map<String, String> guardianEnvironment =
        new HashMap<>(Distribution.environment(environment, session));
    guardianEnvironment.put("NODECTL_REPORT", Guardian.ReportEnd.of(reports).variable());
    return new SpawnSpec(
        distribution.command(GuardianMain.class, List.of("--name", session.node().name().value())),
        guardianEnvironment,
        Path.of("/"),
        Map.of(0, orders.readEnd(), 3, reports.writeEnd()));
  }

  /// Waits until the node is ready, or until a failed start is undone: its guardian is the last to
  /// go.
  ///
  /// @return the guardian's end; empty if it lives, because the node is ready or because nobody can
  ///     wait any longer
  private static Optional<ExitStatus> await(StartWatch watch, Child guardian, Poller poller) {
    Optional<ExitStatus> end = Optional.empty();
    poller.watch(guardian.pidfd(), Interest.READ, () -> {});
    watch.watchedBy(poller);
    while (end.isEmpty() && !watch.isReady() && !watch.left().isZero()) {
      poller.await(Optional.of(watch.left()));
      end = guardian.reap();
    }
    watch.drain();
    return end;
  }

  /// A guardian that does not even undo is ended with all that it started.
  private static void force(Child guardian, Poller poller) {
    ProcessTree.becomeSubreaper();
    StuckNode.killTree(guardian.identity());
    while (guardian.reap().isEmpty()) {
      poller.await(Optional.empty());
    }
    poller.unwatch(guardian.pidfd());
    new Sweep(poller).run();
  }

  private static StartOutcome outcome(Optional<ExitStatus> end, StartWatch watch, Session session) {
    if (watch.isReady()) {
      return new StartOutcome.Ready(watch.status());
    }
    if (watch.problem().isPresent()) {
      return new StartOutcome.Failed(inFull(watch.problem().get(), session));
    }
    String what =
        end.map(e -> "ended with " + e.describe()).orElse("did not answer in time, was killed,");
    return failed(
        end.isPresent() ? ExitCode.COMPONENT_FAILED : ExitCode.TOO_LATE,
        "the node's guardian %s and said nothing. Logs, if it got that far: %s"
            .formatted(what, session.logs()));
  }

  /// What the supervisor wrote down about the problem is more than a report can hold.
  static Problem inFull(Problem reported, Session session) {
    return NodeRecord.of(session)
        .flatMap(NodeRecord::problem)
        .filter(written -> written.code() == reported.code())
        .orElse(reported);
  }

  private static StartOutcome failed(ExitCode code, String message) {
    return new StartOutcome.Failed(Problem.ofNode(code, message));
  }
}
