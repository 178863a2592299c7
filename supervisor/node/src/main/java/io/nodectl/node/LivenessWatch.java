package io.nodectl.node;

import io.nodectl.node.LivenessRounds.Subject;
import io.nodectl.node.Pulse.Finding;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.KeptProbe;
import io.nodectl.rpc.KeptProbes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the components of a running node whether they live, on a thread of its own that begins when
/// the node is ready, and posts `Unhealthy` for one that has been silent too often.
final class LivenessWatch implements StepListener, AutoCloseable {
  /// So long after the questions one look finds the answers of all that are well. A look for each
  /// of them costs 0.5 ms: what runs once in seconds finds nothing of its own in the processor's
  /// caches.
  private static final long ANSWERS_TAKE_MS = 20;

  private final LaunchPlan plan;
  private final boolean encrypted;
  private final Ticker clock;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile Consumer<NodeEvent> listener = _ -> {};

  /// Only for the supervisor's thread.
  private @Nullable KeptProbes asking;

  // Only for the thread of this object.
  private final LivenessRounds rounds = new LivenessRounds();
  private final Map<String, KeptProbe> probes = new HashMap<>();
  private boolean isClosed;

  /// A watch over the components of that plan.
  ///
  /// @param encrypted whether the distribution's programs speak TLS on their ports of gRPC
  /// @param clock goes on while the machine is suspended
  LivenessWatch(LaunchPlan plan, boolean encrypted, Ticker clock) {
    this.plan = plan;
    this.encrypted = encrypted;
    this.clock = clock;
  }

  /// From now on tells of components that do not live.
  void tell(Consumer<NodeEvent> whom) {
    listener = whom;
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    NodeState state = step.state();
    // How long a start may take is decided elsewhere, and who stops need not answer.
    if (state.phase() == NodePhase.STARTING || state.equals(before)) {
      return;
    }
    if (asking == null) {
      KeptProbes begun = KeptProbes.open();
      Thread.ofPlatform().daemon().name("liveness").start(() -> run(begun));
      asking = begun;
    }
    KeptProbes all = asking;
    tasks.add(() -> look(state, all));
    all.wakeUp();
  }

  private void look(NodeState state, KeptProbes all) {
    boolean runs = state.phase() == NodePhase.READY || state.phase() == NodePhase.DEGRADED;
    for (ComponentSpec spec : plan.components()) {
      ComponentState component = state.component(spec.name());
      if (!runs || component.phase() != ComponentPhase.READY) {
        forget(spec.name());
      } else if (!rounds.watches(spec.name(), component.generation())) {
        forget(spec.name());
        begin(spec, component, all);
      }
    }
  }

  /// Who is to end finds no connection of ours open, for whose end it would wait.
  private void forget(String component) {
    rounds.remove(component);
    KeptProbe probe = probes.remove(component);
    if (probe != null) {
      probe.close();
    }
  }

  private void begin(ComponentSpec spec, ComponentState state, KeptProbes all) {
    spec.liveness()
        .ifPresent(
            how ->
                state
                    .ports()
                    .endpoint(how.port())
                    .map(at -> new Subject(spec.name(), state.generation(), how, at))
                    .ifPresent(subject -> begin(subject, all)));
  }

  private void begin(Subject subject, KeptProbes all) {
    String host = subject.at().host();
    int port = subject.at().port();
    KeptProbe probe =
        switch (subject.how().question()) {
          case Liveness.GrpcHealth _ when speaksTls(subject.component()) -> all.tls(host, port);
          case Liveness.GrpcHealth(String service) -> all.grpc(host, port, service);
          case Liveness.HttpGet(String path) -> all.http(host, port, path);
        };
    probes.put(subject.component(), probe);
    rounds.add(subject, clock.nanos());
  }

  /// What other programs do is not known.
  private boolean speaksTls(String component) {
    return encrypted && plan.component(component).command().isOfDistribution();
  }

  private void run(KeptProbes all) {
    try {
      while (!isClosed) {
        long now = clock.nanos();
        List<Subject> due = rounds.due(now);
        due.forEach(subject -> ask(subject, now));
        Runnable task =
            due.isEmpty() ? tasks.poll() : tasks.poll(ANSWERS_TAKE_MS, TimeUnit.MILLISECONDS);
        for (; task != null; task = tasks.poll()) {
          task.run();
        }
        all.await(untilNextDue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    probes.values().forEach(KeptProbe::close);
    all.close();
  }

  /// The wait itself may stand still with the machine: then it ends later, and what is due is asked
  /// later.
  private long untilNextDue() {
    long due = rounds.nextDue();
    return due == LivenessRounds.NEVER ? Long.MAX_VALUE : Math.max(0, due - clock.nanos());
  }

  private void ask(Subject subject, long asked) {
    KeptProbe probe = probes.get(subject.component());
    if (probe != null) {
      probe.ask(subject.rhythm().timeout(), health -> ended(subject, health, asked));
    }
  }

  private void ended(Subject subject, Health health, long asked) {
    boolean answered = health == Health.SERVING;
    // How long an answer took is nobody's business.
    Duration took = answered ? Duration.ZERO : Duration.ofNanos(clock.nanos() - asked);
    Finding finding = new Finding(answered, words(health, subject), took);
    rounds.ended(subject, finding).ifPresent(listener);
  }

  private static String words(Health health, Subject subject) {
    return switch (health) {
      case SERVING -> "";
      case NOT_SERVING -> "%s answered that it does not serve".formatted(subject.at());
      case UNREACHABLE ->
          "%s gave no answer within %d ms"
              .formatted(subject.at(), subject.rhythm().timeout().toMillis());
    };
  }

  /// Asks nobody any more.
  @Override
  public void close() {
    tasks.add(() -> isClosed = true);
    if (asking != null) {
      asking.wakeUp();
    }
  }
}
