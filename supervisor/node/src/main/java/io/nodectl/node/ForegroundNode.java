package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Records;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Pipe;
import io.nodectl.spawn.Poller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A node whose guardian is the calling process. SIGTERM and SIGINT stop it in an orderly way; the
/// process must end with `Runtime.halt`, because an exit would wait for the handler of the signal.
///
/// Every process of a node has the node's session in its environment, and no process can change
/// that of its own. So the caller first finds out by {@link #session} whether it has it, and if not
/// replaces itself by one that does.
public final class ForegroundNode {
  private final Distribution distribution;
  private final Session session;
  private final Map<String, String> environment;

  /// How it ended.
  ///
  /// @param exitCode what the process is to end with, usually one of {@link ExitCode}
  /// @param problem what a person should be told; empty if it ended as it should
  public record End(int exitCode, Optional<Problem> problem) {}

  /// A node that was not started yet.
  ///
  /// @param environment of the calling process
  public ForegroundNode(
      Distribution distribution, Session session, Map<String, String> environment) {
    this.distribution = distribution;
    this.session = session;
    this.environment = Distribution.environment(environment, session);
  }

  /// The session in the environment of the calling process, if it is one of that node and was
  /// planned by this very process.
  public static Optional<Session> session(NodeFolder node, Map<String, String> environment) {
    String folder = environment.getOrDefault(Session.VARIABLE, "");
    boolean ours =
        folder.startsWith(node.sessions() + "/")
            && folder.endsWith("-" + ProcessHandle.current().pid());
    return ours ? Optional.of(new Session(Path.of(folder))) : Optional.empty();
  }

  /// A session for the process that the calling one will become.
  public static Session planSession(NodeFolder node) {
    return Session.plan(node, Instant.now(), ProcessHandle.current().pid());
  }

  /// Starts the node and guards it to its end.
  public End run(NodeSpec spec, ForegroundListener listener) throws InterruptedException {
    byte[] config = Records.encode(new Order.Config(NodeSpecFields.write(spec)));
    InputStream orders = new SequenceInputStream(new ByteArrayInputStream(config), new Silence());
    try (Poller poller = Poller.open();
        Pipe reports = Pipe.open()) {
      StartWatch watch = new StartWatch(reports.readEnd(), listener, spec.timeout());
      // A start's watch hears nothing after READY, so the rest of its life has one of its own.
      StartWatch life = new StartWatch(reports.readEnd(), listener, spec.timeout());
      ReadyOnce ready = new ReadyOnce(watch, life, listener);
      poller.watch(reports.readEnd(), Interest.READ, ready::look);
      int code =
          new Guardian(distribution, session, environment, Guardian.ReportEnd.of(reports))
              .run(orders, poller);
      ready.look();
      return watch.isReady() ? afterReady(code, life) : beforeReady(code, watch);
    }
  }

  private End beforeReady(int code, StartWatch watch) {
    Optional<Problem> problem = watch.problem().map(p -> NodeStarter.inFull(p, session));
    if (code == ExitCode.DONE.number()) {
      return new End(ExitCode.INTERRUPTED.number(), problem);
    }
    return new End(code, problem.or(() -> Optional.of(wordless(code))));
  }

  private End afterReady(int code, StartWatch life) {
    if (code == ExitCode.DONE.number()) {
      return new End(code, Optional.empty());
    }
    Optional<Problem> written = NodeRecord.of(session).flatMap(NodeRecord::problem);
    return new End(code, written.or(life::problem).or(() -> Optional.of(wordless(code))));
  }

  private Problem wordless(int code) {
    return Problem.ofNode(
        ExitCode.COMPONENT_FAILED,
        "the node ended with exit code %d. Its log: %s".formatted(code, session.log("supervisor")));
  }

  /// Tells once that the node is ready; what is reported later goes to the second watch.
  private static final class ReadyOnce {
    private final StartWatch watch;
    private final StartWatch life;
    private final ForegroundListener listener;
    private boolean told;

    ReadyOnce(StartWatch watch, StartWatch life, ForegroundListener listener) {
      this.watch = watch;
      this.life = life;
      this.listener = listener;
    }

    void look() {
      if (told) {
        life.drain();
        return;
      }
      watch.drain();
      if (watch.isReady()) {
        told = true;
        listener.ready(watch.status());
      }
    }
  }
}
