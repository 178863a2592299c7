package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Distribution;
import io.nodectl.node.ForegroundListener;
import io.nodectl.node.ForegroundNode;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.node.ServiceStart;
import io.nodectl.node.Session;
import io.nodectl.spawn.Exec;
import io.nodectl.spawn.SpawnException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Starts a node whose guardian is this process.
final class ForegroundStart {
  private final NodeSpec spec;
  private final StartTalk talk;
  private final Outside outside;

  ForegroundStart(NodeSpec spec, StartTalk talk, Outside outside) {
    this.spec = spec;
    this.talk = talk;
    this.outside = outside;
  }

  /// Returns when nothing of the node is left; does not return if this process has to become
  /// another one first.
  ///
  /// @param commandLine that of this process
  int run(List<String> commandLine) throws ProblemException, InterruptedException {
    Distribution distribution = Distribution.current();
    NodeFolder node = talk.folder();
    if (ServiceStart.isWanted(outside.environment())) {
      throw new ServiceStart(distribution, outside.environment()).become(spec, node);
    }
    Optional<Session> session = ForegroundNode.session(node, outside.environment());
    if (session.isEmpty()) {
      throw becomeOfSession(distribution.command("nodectl", commandLine), node);
    }
    LastPortNumbers before = talk.lastPorts();
    try (StartView view = talk.view()) {
      Witness witness = new Witness(view, talk, before);
      ForegroundNode.End end =
          new ForegroundNode(distribution, session.get(), outside.environment()).run(spec, witness);
      return witness.ready ? endOfNode(end) : endOfStart(end);
    }
  }

  private int endOfStart(ForegroundNode.End end) throws ProblemException {
    if (end.exitCode() == ExitCode.INTERRUPTED.number()) {
      throw talk.interrupted();
    }
    if (end.problem().isPresent()) {
      throw new ProblemException(end.problem().get());
    }
    return end.exitCode();
  }

  /// The result was printed long ago, and standard output has one only: the rest is talk.
  private int endOfNode(ForegroundNode.End end) {
    end.problem().ifPresent(new Failures(outside, Format.TABLE)::tell);
    return end.exitCode();
  }

  /// Runs the same command line once more, with the session in its environment.
  private ProblemException becomeOfSession(List<String> command, NodeFolder node) {
    Map<String, String> environment = new HashMap<>(outside.environment());
    environment.put(Session.VARIABLE, ForegroundNode.planSession(node).folder().toString());
    outside.out().flush();
    outside.err().flush();
    try {
      Exec.replace(command, environment);
      return new ProblemException(Problem.ofNode(ExitCode.BUG, "a replaced process goes on"));
    } catch (SpawnException e) {
      return Words.problem(
          ExitCode.COMPONENT_FAILED, "the node cannot be started: " + e.getMessage());
    }
  }

  /// Shows the start until the node is ready, then the result.
  private static final class Witness implements ForegroundListener {
    private final StartView view;
    private final StartTalk talk;
    private final LastPortNumbers before;
    private boolean ready;

    Witness(StartView view, StartTalk talk, LastPortNumbers before) {
      this.view = view;
      this.talk = talk;
      this.before = before;
    }

    @Override
    public void status(String text, Map<String, String> details) {
      view.status(text, details);
    }

    @Override
    public void ready(ObjectNode status) {
      view.close();
      ready = true;
      talk.ready(status, before);
    }
  }
}
