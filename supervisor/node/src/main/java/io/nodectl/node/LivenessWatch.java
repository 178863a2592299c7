package io.nodectl.node;

import io.nodectl.node.LivenessRounds.Subject;
import io.nodectl.node.Pulse.Finding;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.LightProbe;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the components of a running node whether they live, on a thread of its own that begins when
/// the node is ready, and posts `Unhealthy` for one that has been silent too often.
final class LivenessWatch implements StepListener, AutoCloseable {
  private final LaunchPlan plan;
  private final Ticker clock;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile Consumer<NodeEvent> listener = _ -> {};

  /// Only for the supervisor's thread.
  private @Nullable Thread thread;

  // Only for the thread of this object.
  private final LivenessRounds rounds = new LivenessRounds();
  private boolean isClosed;

  /// A watch over the components of that plan.
  ///
  /// @param clock goes on while the machine is suspended
  LivenessWatch(LaunchPlan plan, Ticker clock) {
    this.plan = plan;
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
    tasks.add(() -> look(state));
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("liveness").start(this::run);
    }
  }

  private void look(NodeState state) {
    boolean runs = state.phase() == NodePhase.READY || state.phase() == NodePhase.DEGRADED;
    for (ComponentSpec spec : plan.components()) {
      ComponentState component = state.component(spec.name());
      if (!runs || component.phase() != ComponentPhase.READY) {
        rounds.remove(spec.name());
      } else if (!rounds.watches(spec.name(), component.generation())) {
        begin(spec, component);
      }
    }
  }

  private void begin(ComponentSpec spec, ComponentState state) {
    spec.liveness()
        .ifPresent(
            how ->
                state
                    .ports()
                    .endpoint(how.port())
                    .map(at -> new Subject(spec.name(), state.generation(), how, at))
                    .ifPresent(subject -> rounds.add(subject, clock.nanos())));
  }

  private void run() {
    try {
      while (!isClosed) {
        for (Subject subject : rounds.due(clock.nanos())) {
          Thread.ofPlatform()
              .daemon()
              .name("probe-of-" + subject.component())
              .start(() -> probe(subject));
        }
        Runnable task = tasks.poll(untilNextDue(), TimeUnit.NANOSECONDS);
        for (; task != null; task = tasks.poll()) {
          task.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The wait itself may stand still with the machine: then it ends later, and what is due is asked
  /// later.
  private long untilNextDue() {
    long due = rounds.nextDue();
    return due == LivenessRounds.NEVER ? Long.MAX_VALUE : Math.max(0, due - clock.nanos());
  }

  private void probe(Subject subject) {
    long asked = clock.nanos();
    Health health = ask(subject);
    Duration took = Duration.ofNanos(clock.nanos() - asked);
    Finding finding = new Finding(health == Health.SERVING, words(health, subject), took);
    tasks.add(() -> rounds.ended(subject, finding).ifPresent(listener));
  }

  private static Health ask(Subject subject) {
    String host = subject.at().host();
    int port = subject.at().port();
    Duration timeout = subject.rhythm().timeout();
    return switch (subject.how().question()) {
      case Liveness.GrpcHealth(String service) -> LightProbe.grpc(host, port, service, timeout);
      case Liveness.HttpGet(String path) -> LightProbe.http(host, port, path, timeout);
    };
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
  }
}
