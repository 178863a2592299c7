package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderReader;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.process.OwnOutput;
import io.nodectl.spawn.Child;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.SpawnException;
import io.nodectl.spawn.SpawnSpec;
import io.nodectl.spawn.Spawner;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parent of the supervisor, and of all that the supervisor leaves behind when it dies.
///
/// It hands its own report pipe on to the supervisor, so that the supervisor's words reach the
/// command that asked for the start, and forwards what that command says. It holds `guard.lock`
/// from before the supervisor's start until nothing is left.
final class Guardian {
  private final Distribution distribution;
  private final Session session;
  private final Map<String, String> environment;
  private final ReportEnd report;
  private volatile boolean stopAsked;
  private boolean inBackground;

  /// The write end of the pipe on which the start is reported.
  ///
  /// @param fd handed on to the supervisor as descriptor 3
  /// @param variable what the supervisor finds in `NODECTL_REPORT`
  record ReportEnd(Fd fd, String variable) {
    static ReportEnd of(Pipe pipe) {
      Fd end = pipe.writeEnd();
      return new ReportEnd(end, "v=1,fd=3,dev=" + end.device() + ",ino=" + end.inode());
    }

    void say(Report words) {
      byte[] record = Records.encode(words);
      try {
        fd.write(record, 0, record.length);
      } catch (SystemCallException nobodyListens) {
        // The start is over, or whoever waited for it is gone; the log has it.
      }
    }
  }

  Guardian(
      Distribution distribution,
      Session session,
      Map<String, String> environment,
      ReportEnd report) {
    this.distribution = distribution;
    this.session = session;
    this.environment = Map.copyOf(environment);
    this.report = report;
  }

  /// This process does nothing else: its standard output and error go to the guardian's log.
  Guardian inBackground() {
    inBackground = true;
    return this;
  }

  /// Guards one supervisor to its end.
  ///
  /// @param orders from whoever asked for the start: the node's description, then nothing until it
  ///     goes away
  /// @param poller may watch more than the supervisor
  /// @return an exit code of {@link ExitCode}
  int run(InputStream orders, Poller poller) throws InterruptedException {
    ProcessTree.becomeSubreaper();
    NodeFolder node = session.node();
    try {
      node.create();
      GuardLock.take(node, text -> report.say(new Report.Status(text, Map.of())));
      session.create();
      return superviseAndSweep(orders, poller);
    } catch (ProblemException e) {
      return fail(e.problem());
    } catch (SpawnException e) {
      return fail(
          Problem.ofNode(
              ExitCode.COMPONENT_FAILED, "the supervisor cannot be started: " + e.getMessage()));
    }
  }

  private int superviseAndSweep(InputStream orders, Poller poller)
      throws ProblemException, SpawnException, InterruptedException {
    Pipe input = Pipe.open();
    try (Spawner spawner = Spawner.start();
        Fd orderEnd = input.writeEnd()) {
      Child supervisor = spawn(spawner, input.readEnd());
      if (inBackground) {
        OwnOutput.goTo(session.log("guardian"));
      }
      Thread.ofPlatform().daemon().name("orders").start(() -> forward(orders, orderEnd));
      Thread hook = new Thread(() -> stopSupervisor(orderEnd));
      Runtime.getRuntime().addShutdownHook(hook);
      ExitStatus end = awaitEnd(supervisor, poller);
      forget(hook);
      Optional<NodeGroup> group = NodeGroup.of(session.node());
      if (end instanceof ExitStatus.Signaled) {
        // At once, before they can start anything else.
        group.ifPresent(NodeGroup::end);
      }
      new Sweep(poller).run();
      group.ifPresent(NodeGroup::end);
      if (end instanceof ExitStatus.Signaled signaled) {
        LastSession.killed(session);
        // It left its control socket behind, and could not write of its own end.
        SocketPath.remove(SocketPath.of(session.node()), session.node());
        tellDeath(signaled);
      } else {
        LastSession.ended(session);
      }
      return exitCode(end);
    }
  }

  private Child spawn(Spawner spawner, Fd input) throws ProblemException, SpawnException {
    Map<String, String> supervisorEnvironment = new HashMap<>(environment);
    supervisorEnvironment.put("NODECTL_REPORT", report.variable());
    supervisorEnvironment.put(Session.VARIABLE, session.folder().toString());
    try (Fd log = Fd.appendTo(session.log("supervisor"));
        input) {
      return spawner.spawn(
          new SpawnSpec(
              distribution.command(
                  SupervisorMain.class, List.of("--name", session.node().name().value())),
              supervisorEnvironment,
              session.folder(),
              Map.of(0, input, 1, log, 2, log, 3, report.fd())));
    }
  }

  /// Passes on what the command says that asked for the start, and that it went away.
  private static void forward(InputStream orders, Fd supervisor) {
    OrderReader reader = new OrderReader(orders);
    try {
      for (Optional<Order> order = reader.next(); order.isPresent(); order = reader.next()) {
        send(supervisor, order.get());
      }
    } catch (IOException brokenPipe) {
      // The same as its end: nobody is there any more.
    }
    send(supervisor, new Order.Extension(SupervisorOrders.STARTER_GONE, new LinkedHashMap<>()));
  }

  private static void send(Fd supervisor, Order order) {
    byte[] record = Records.encode(order);
    try {
      supervisor.write(record, 0, record.length);
    } catch (SystemCallException | IllegalStateException supervisorIsGone) {
      // Its end is seen through its pidfd.
    }
  }

  /// SIGTERM or SIGINT: the node ends in an orderly way, and the JVM waits for it.
  private void stopSupervisor(Fd orderEnd) {
    stopAsked = true;
    send(orderEnd, new Order.Stop(Supervisor.STOP_GRACE));
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException itIsRunning) {
      // A signal ended the node, and the hook waits for the end of this process.
    }
  }

  private static ExitStatus awaitEnd(Child supervisor, Poller poller) {
    poller.watch(supervisor.pidfd(), Interest.READ, () -> {});
    while (true) {
      poller.await(Optional.empty());
      Optional<ExitStatus> end = supervisor.reap();
      if (end.isPresent()) {
        poller.unwatch(supervisor.pidfd());
        return end.get();
      }
    }
  }

  private void tellDeath(ExitStatus.Signaled end) throws InterruptedException {
    EventJournal.close(
        session,
        new JournalEntry(
            Instant.now(), "supervisor-died", JournalEntry.Subject.NODE, wordsFor(end)),
        Onlookers.JOURNAL_PATIENCE);
  }

  private static String wordsFor(ExitStatus.Signaled end) {
    return "the supervisor died (%s); everything that it had started was ended"
        .formatted(end.describe());
  }

  private int exitCode(ExitStatus end) {
    return switch (end) {
      case ExitStatus.Exited(int code) ->
          code == ExitCode.INTERRUPTED.number() && stopAsked ? 0 : code;
      case ExitStatus.Signaled signaled ->
          fail(
              Problem.ofNode(
                  ExitCode.COMPONENT_FAILED,
                  "%s. Its log: %s".formatted(wordsFor(signaled), session.log("supervisor"))));
    };
  }

  private int fail(Problem problem) {
    if (inBackground) {
      System.err.println(Instant.now() + " ERROR [main] Guardian: " + problem.message());
    }
    report.say(new Report.Fail(problem.code().code(), problem.message(), Retry.NO));
    return problem.code().number();
  }
}
