package io.nodectl.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the start trace as the start goes on, and writes it when the start is over.
final class StartTracer implements StepListener {
  private static final Logger log = LoggerFactory.getLogger(StartTracer.class);

  private final StartTrace trace;
  private final Session session;
  private final Distribution distribution;
  private final Ticker ticker;
  private boolean over;
  private long performed;

  StartTracer(StartTrace trace, Session session, Distribution distribution, Ticker ticker) {
    this.trace = trace;
    this.session = session;
    this.distribution = distribution;
    this.ticker = ticker;
  }

  /// A wire is on its way then; what others make of the step does not hold it up.
  @Override
  public void performed() {
    performed = ticker.nanos();
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (over) {
      return;
    }
    switch (event) {
      case NodeEvent.Launched(String name, long _) -> trace.launched(name, now.nanos());
      case NodeEvent.Bound bound ->
          trace.bound(bound.component(), bound.reportedNanos(), now.nanos());
      case NodeEvent.Ready(String name) -> trace.ready(name, now.nanos());
      default -> {
        // Nothing else is a step of a start.
      }
    }
    for (NodeAction action : step.actions()) {
      if (action instanceof NodeAction.Tell(String component, var wire)) {
        trace.wired(component, wire.peer(), performed);
      }
    }
    if (step.state().phase() != NodePhase.STARTING) {
      over = true;
      trace.nodeReady(now.nanos());
      tellWhoUsesTheCache(step.state());
      write();
    }
  }

  /// Read only now: until the node is ready, nothing may hold up the wiring.
  private void tellWhoUsesTheCache(NodeState state) {
    for (String name : state.inPhase(ComponentPhase.READY)) {
      trace.aot(name, distribution.servesAotCacheTo(state.component(name).pid()));
    }
  }

  private void write() {
    try {
      trace.write(session);
    } catch (ProblemException e) {
      log.warn("there is no trace of this start: {}", e.getMessage());
    }
  }
}
