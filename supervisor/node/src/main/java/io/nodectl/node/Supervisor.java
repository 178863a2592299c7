package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Ports;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// The parent of a node's components. One thread owns the node's state: it takes events, asks
/// {@link Supervision} what they mean, and carries that out. Everything else posts events.
final class Supervisor {
  /// How long an orderly stop may take if nobody said otherwise.
  static final Duration STOP_GRACE = Duration.ofSeconds(10);

  /// The same for a start that is undone: nobody relies on its components yet.
  static final Duration UNDO_GRACE = Duration.ofSeconds(3);

  private static final double JITTER = 0.2;

  /// Further away than any stop that is asked for.
  private static final Duration NO_STOP = Duration.ofDays(365);

  private final LaunchPlan plan;
  private final Supervision supervision;
  private final DebugPause pause;
  private final Ticker ticker;
  private final Duration timeout;
  private final Deadline start;
  private final NodeFeed feed;
  private final List<StepListener> listeners;
  private final HealthGate healthGate = new HealthGate(this::post);
  private final Alarms alarms;
  private final BlockingQueue<Timed> events = new LinkedBlockingQueue<>();
  private Deadline stop;
  private boolean wasReady;
  private boolean finished;

  /// An event and when it happened.
  private record Timed(NodeEvent event, Moment at) {}

  /// A supervisor that has done nothing yet.
  ///
  /// @param timeout how long the node may take to become ready
  /// @param listeners told of every step, in this order
  Supervisor(
      LaunchPlan plan,
      Ticker ticker,
      Duration timeout,
      NodeFeed feed,
      List<StepListener> listeners) {
    this.plan = plan;
    this.supervision = new Supervision(plan);
    this.pause = new DebugPause(plan);
    this.ticker = ticker;
    this.timeout = timeout;
    this.alarms = new Alarms(ticker);
    this.start = new Deadline(ticker, timeout, NodeSpec.LONGEST_START);
    this.stop = Deadline.within(ticker, NO_STOP);
    this.feed = feed;
    this.listeners = List.copyOf(listeners);
  }

  /// Brings the node up, keeps it, and takes it down when that is asked for.
  ///
  /// @param face opened while the components boot, closed when they are gone
  /// @return how the node ended
  ExitCode run(Components components, NodeFace face) throws InterruptedException {
    take(new Timed(new NodeEvent.Begin(), Moment.now(ticker)), components);
    try {
      face.open();
    } catch (ProblemException e) {
      post(new NodeEvent.Broken(e.problem()));
    }
    while (!finished) {
      take(next(), components);
    }
    healthGate.close();
    face.close();
    return feed.current().problem().map(Problem::code).orElse(ExitCode.DONE);
  }

  /// Something happened. May be called from any thread.
  void post(NodeEvent event) {
    events.add(new Timed(event, Moment.now(ticker)));
  }

  /// The next event, be it one that was due by its time.
  private Timed next() throws InterruptedException {
    while (true) {
      Optional<NodeEvent> due = alarms.takeDue();
      if (due.isPresent()) {
        return new Timed(due.get(), Moment.now(ticker));
      }
      Optional<Duration> wait = alarms.untilNext();
      Timed event =
          wait.isEmpty() ? events.take() : events.poll(wait.get().toNanos(), TimeUnit.NANOSECONDS);
      if (event != null) {
        return event;
      }
    }
  }

  private void take(Timed timed, Components components) {
    NodeState before = feed.current();
    setDeadlines(timed.event());
    if (pause.changesWith(timed.event())) {
      hold(components);
    }
    Supervision.Step step = supervision.step(before, timed.event(), timed.at());
    listeners.forEach(StepListener::decided);
    feed.publish(step.state());
    for (NodeAction action : step.actions()) {
      perform(action, components);
    }
    listeners.forEach(StepListener::performed);
    for (StepListener listener : listeners) {
      listener.stepped(timed.event(), timed.at(), before, step);
    }
  }

  private void setDeadlines(NodeEvent event) {
    if (event instanceof NodeEvent.StopAsked(String _, Duration grace)) {
      stop = stop.orSooner(Deadline.within(ticker, grace));
    }
    if (event instanceof NodeEvent.Extended(String _, Duration by)) {
      start.extendBy(by);
    }
  }

  private void hold(Components components) {
    if (pause.isOn()) {
      start.hold();
    } else {
      start.release();
    }
    components.holdDeadlines(pause.isOn());
  }

  private void perform(NodeAction action, Components components) {
    switch (action) {
      case NodeAction.Launch(String component) -> launch(plan.component(component), components);
      case NodeAction.Tell(String component, var wire) -> components.tell(component, wire);
      case NodeAction.AskHealth ask ->
          healthGate.ask(ask, start.isHeld() ? NodeSpec.LONGEST_START : readyWithin());
      case NodeAction.WakeAfter(String component, int generation, Duration after) ->
          alarms.add(jitter(after), new NodeEvent.RestartDue(component, generation));
      case NodeAction.DrawNodeId(String component) ->
          post(new NodeEvent.NodeIdDrawn(component, NodeId.random().hex()));
      case NodeAction.ForgetPort(String component) -> components.forgetPort(component);
      case NodeAction.End(String component, Duration grace) ->
          components.stopForRestart(component, grace);
      case NodeAction.Stop(List<String> names) -> {
        stop = stop.orSooner(Deadline.within(ticker, wasReady ? STOP_GRACE : UNDO_GRACE));
        names.forEach(name -> components.stop(name, stop.left()));
      }
      case NodeAction.Configure(Auth.Token token) -> components.configure(token);
      // Whoever listens to the steps sees these and tells people.
      case NodeAction.AnnounceReady() -> wasReady = true;
      case NodeAction.Remember _ -> {}
      case NodeAction.Finish() -> finished = true;
    }
  }

  /// Who is launched again has as long as a whole start.
  private Duration readyWithin() {
    return feed.current().phase() == NodePhase.STARTING ? start.left() : timeout;
  }

  /// A fifth more or less, so that what fell together does not come back together.
  private static Duration jitter(Duration pause) {
    double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
    return Duration.ofNanos((long) (pause.toNanos() * factor));
  }

  private void launch(ComponentSpec spec, Components components) {
    Map<String, Ports> peers = new HashMap<>();
    spec.argvPeers().forEach(peer -> peers.put(peer, feed.current().peer(peer).ports()));
    try {
      NodeState state = feed.current();
      int generation = state.component(spec.name()).generation();
      components.launch(spec, new LaunchFacts(state.nodeId(), generation, peers, readyWithin()));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      post(
          new NodeEvent.NeverReady(
              new Problem(problem.code(), spec.name(), problem.message(), List.of())));
    } catch (InvalidInput e) {
      String message = String.valueOf(e.getMessage());
      post(
          new NodeEvent.NeverReady(
              new Problem(ExitCode.USAGE, spec.name(), message, List.of()),
              Downfall.Kind.HOPELESS));
    }
  }
}
