package io.nodectl.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what happened when during each restart, in milliseconds since the supervisor's main began
/// (`origin_ms` by the machine's clock that nobody can set): a line of JSON in the session folder
/// once the component serves again, or has died again.
final class RestartTracer implements StepListener {
  private static final double NANOS_PER_MILLI = 1e6;

  private final JsonLines lines;
  private final Path file;
  private final Ticker ticker;
  private final long origin;
  private final Map<String, ObjectNode> open = new HashMap<>();
  private long decided;

  RestartTracer(Session session, JsonLines lines, Ticker ticker, long originNanos) {
    this.file = session.restartTrace();
    this.lines = lines;
    this.ticker = ticker;
    this.origin = originNanos;
  }

  @Override
  public void decided() {
    decided = ticker.nanos();
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (before.phase() == NodePhase.STARTING) {
      return;
    }
    if (event instanceof NodeEvent.OfProcess life) {
      happened(life, now.nanos());
    }
    for (NodeAction action : step.actions()) {
      decided(action, step.state());
    }
    if (event instanceof NodeEvent.Ready || event instanceof NodeEvent.HealthKnown) {
      closeWhatServes(step.state(), now.nanos());
    }
  }

  private void happened(NodeEvent.OfProcess event, long nanos) {
    switch (event) {
      case NodeEvent.Exited(String name) -> {
        close(name);
        open.put(
            name,
            JsonNodeFactory.instance
                .objectNode()
                .put("component", name)
                .put("origin_ms", origin / NANOS_PER_MILLI));
        put(name, "died_ms", nanos);
      }
      case NodeEvent.Launched(String name, long _) -> put(name, "launched_ms", nanos);
      case NodeEvent.Bound bound -> put(bound.component(), "bound_ms", bound.reportedNanos());
      default -> {
        // Nothing else is a step of a restart.
      }
    }
  }

  private void decided(NodeAction action, NodeState state) {
    long done = ticker.nanos();
    switch (action) {
      case NodeAction.Remember(String kind, String name, String _)
          when kind.equals(Downfalls.PLANNED) -> {
        put(name, "decided_ms", decided);
        state
            .component(name)
            .history()
            .down()
            .ifPresent(down -> of(name, trace -> trace.put("reason", down.reason())));
      }
      case NodeAction.Tell(String name, var wire) -> {
        of(name, trace -> trace.withObject("wired_ms").put(wire.peer(), millis(done)));
        of(wire.peer(), trace -> trace.withObject("rewired_ms").put(name, millis(done)));
      }
      default -> {
        // Nothing else is a step of a restart.
      }
    }
  }

  private void closeWhatServes(NodeState state, long nanos) {
    for (String name : state.inPhase(ComponentPhase.READY)) {
      if (open.containsKey(name)) {
        of(name, trace -> trace.put("generation", state.component(name).generation()));
        put(name, "ready_ms", nanos);
        close(name);
      }
    }
  }

  /// What was never launched is no restart.
  private void close(String name) {
    ObjectNode trace = open.remove(name);
    if (trace != null && trace.has("launched_ms")) {
      lines.add(file, () -> trace);
    }
  }

  private void put(String name, String key, long nanos) {
    of(name, trace -> trace.put(key, millis(nanos)));
  }

  private void of(String name, Consumer<ObjectNode> change) {
    ObjectNode trace = open.get(name);
    if (trace != null) {
      change.accept(trace);
    }
  }

  private double millis(long nanos) {
    return Math.round((nanos - origin) / 1e3) / 1e3;
  }
}
