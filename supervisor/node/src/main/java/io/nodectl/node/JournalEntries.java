package io.nodectl.node;

import io.nodectl.node.JournalEntry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the journal says of a step, as a pure function.
final class JournalEntries {
  private final Instant time;
  private final NodeState before;
  private final Supervision.Step step;
  private final List<JournalEntry> entries = new ArrayList<>();

  private JournalEntries(Instant time, NodeState before, Supervision.Step step) {
    this.time = time;
    this.before = before;
    this.step = step;
  }

  /// The entries of one step, in order; often none.
  static List<JournalEntry> of(
      NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    JournalEntries journal = new JournalEntries(now.time(), before, step);
    journal.happened(event);
    step.actions().forEach(journal::done);
    journal.moved();
    return journal.entries;
  }

  private void happened(NodeEvent event) {
    switch (event) {
      case NodeEvent.Launched(String name, long pid) -> add("launched", name, "runs as pid " + pid);
      case NodeEvent.Bound bound -> add("bound", bound.component(), NodeLog.text(bound.ports()));
      case NodeEvent.Ready(String name) -> ready(name);
      case NodeEvent.HealthKnown known -> ready(known.component());
      case NodeEvent.PortLost(String name, int port, String why) ->
          add("port-lost", name, "port %d cannot be held for it: %s".formatted(port, why));
      case NodeEvent.NeverReady(Problem problem, var _) -> failed(problem);
      case NodeEvent.OutOfTime(String _, Problem problem) -> failed(problem);
      case NodeEvent.Ended(Problem problem, var _) -> ended(problem);
      case NodeEvent.DebuggerAwaited(String name, int port) ->
          add("debugger-awaited", name, "waits for a debugger on 127.0.0.1:" + port);
      case NodeEvent.Unhealthy(String name, String why) -> add("unhealthy", name, why);
      case NodeEvent.RestartAsked(String name) ->
          add("restart-asked", name, "somebody asked for a restart");
      case NodeEvent.StopAsked(String reason, var _) -> add("stop-asked", reason);
      case NodeEvent.Broken(Problem problem) -> add("broken", problem.message());
      case NodeEvent.Reloaded(var token) ->
          add("reloaded", token.isPresent() ? "the components got a new token" : "");
      case NodeEvent.Exited _, NodeEvent.RestartDue _, NodeEvent.NodeIdDrawn _ -> {}
      case NodeEvent.LogDropped lost ->
          add(
              "log-dropped",
              lost.component(),
              lost.lines() + " lines (" + lost.bytes() + " bytes) dropped: " + lost.why());
      case NodeEvent.Begin _,
          NodeEvent.Extended _,
          NodeEvent.Said _,
          NodeEvent.StarterGone _,
          NodeEvent.SignOfLife _ -> {}
    }
  }

  private void ready(String name) {
    boolean already = before.component(name).phase() == ComponentPhase.READY;
    ComponentState component = step.state().component(name);
    if (already || component.phase() != ComponentPhase.READY) {
      return;
    }
    add("ready", name, "");
    component
        .history()
        .lastRestart()
        .ifPresent(restart -> add("restarted", name, "serves again: " + restart.reason()));
  }

  private void failed(Problem problem) {
    add("failed", problem.component(), problem.message());
  }

  private void ended(Problem problem) {
    String name = problem.component();
    ComponentPhase phase = before.component(name).phase();
    boolean asked = phase == ComponentPhase.STOPPING || phase == ComponentPhase.RESTARTING;
    Subject who = Subject.of(name, before);
    entries.add(
        asked
            ? new JournalEntry(time, "stopped", who, "it was asked to end")
            : new JournalEntry(
                time,
                "died",
                who,
                phase == ComponentPhase.FAILED ? "its process is gone" : problem.message()));
  }

  private void done(NodeAction action) {
    if (action instanceof NodeAction.Remember(String kind, String name, String text)) {
      add(kind, name, text);
    }
    if (action instanceof NodeAction.Tell(String component, var wire)) {
      String text =
          "told where %s is (generation %d): %s"
              .formatted(wire.peer(), wire.generation(), NodeLog.text(wire.ports()));
      add("wired", component, text);
    }
  }

  private void moved() {
    NodeState after = step.state();
    if (before.phase() == after.phase()) {
      return;
    }
    String cause = after.problem().map(Problem::message).orElse("");
    switch (after.phase()) {
      case STARTING -> {}
      case READY -> add("node-ready", "");
      case DEGRADED -> add("node-degraded", "");
      case STOPPING -> add("stopping", cause);
      case STOPPED -> add("stopped", "");
      case FAILED -> add("node-failed", cause);
    }
  }

  private void add(String kind, String component, String text) {
    entries.add(new JournalEntry(time, kind, Subject.of(component, step.state()), text));
  }

  private void add(String kind, String text) {
    entries.add(new JournalEntry(time, kind, Subject.NODE, text));
  }
}
