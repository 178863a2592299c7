package io.nodectl.gcs.health;

import io.nodectl.gcs.health.HealthLedger.Check;
import io.nodectl.gcs.nodes.NodeEndpoint;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks all nodes that are ALIVE, and tells which have failed too often.
///
/// One thread, the executor's, owns ledger and probes; registrations and answers are posted to it.
public final class HealthMonitor implements NodeListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

  private static final long CLOSING_TAKES_S = 1;

  private final NodeProbe.Factory probing;
  private final Consumer<NodeId> lost;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread;
  private final HealthLedger ledger;
  private final Map<NodeId, NodeProbe> probes = new HashMap<>();
  private boolean started;
  private OptionalLong planned = OptionalLong.empty();

  /// The single daemon thread of a monitor; what is posted after its shutdown is dropped.
  public static ScheduledExecutorService ownThread() {
    return new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().name("health").daemon().factory(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /// Takes its five parts, so many that a test can replace each; checks begin with {@link #start}.
  ///
  /// @param nanos a monotonic clock
  /// @param lost told of a node that failed too often, on the monitor's thread
  /// @param thread as {@link #ownThread} makes it; {@link #close} ends it
  public HealthMonitor(
      HealthPeriods periods,
      NodeProbe.Factory probing,
      Consumer<NodeId> lost,
      LongSupplier nanos,
      ScheduledExecutorService thread) {
    this.probing = probing;
    this.lost = lost;
    this.nanos = nanos;
    this.thread = thread;
    this.ledger = new HealthLedger(periods, nanos.getAsLong());
  }

  public void start() {
    thread.execute(
        safe(
            () -> {
              started = true;
              plan();
            }));
  }

  @Override
  public void registered(GcsNodeInfo node) {
    NodeEndpoint endpoint = NodeEndpoint.of(node);
    thread.execute(safe(() -> watch(endpoint)));
  }

  @Override
  public void departed(GcsNodeInfo node) {
    NodeId id = NodeId.of(node.getNodeId());
    thread.execute(safe(() -> forget(id)));
  }

  /// Ends all checks, and returns when that is done or takes suspiciously long.
  @Override
  public void close() {
    thread.execute(safe(() -> probes.values().forEach(NodeProbe::close)));
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(CLOSING_TAKES_S, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(NodeEndpoint endpoint) {
    closeProbe(endpoint.node());
    ledger.watch(endpoint.node(), nanos.getAsLong());
    plan();
    probes.put(endpoint.node(), probing.open(endpoint));
  }

  private void forget(NodeId node) {
    ledger.forget(node);
    closeProbe(node);
  }

  /// Nothing wakes up but for a node: an idle cluster costs a tick or two for each check.
  private void plan() {
    OptionalLong next = ledger.nextTick();
    boolean isSooner =
        next.isPresent() && (planned.isEmpty() || next.getAsLong() - planned.getAsLong() < 0);
    if (started && isSooner) {
      planned = next;
      long at = next.getAsLong();
      long wait = Math.max(0, at - nanos.getAsLong());
      var _ = thread.schedule(safe(() -> tickOf(at)), wait, TimeUnit.NANOSECONDS);
    }
  }

  private void tickOf(long at) {
    if (planned.equals(OptionalLong.of(at))) {
      planned = OptionalLong.empty();
    }
    try {
      tick();
    } finally {
      plan();
    }
  }

  private void tick() {
    for (Check check : ledger.tick(nanos.getAsLong())) {
      NodeProbe probe = probes.get(check.node());
      if (probe == null) {
        // It could not be opened, which was logged.
        judge(check, Health.UNREACHABLE);
      } else {
        probe.check(health -> thread.execute(safe(() -> judge(check, health))));
      }
    }
  }

  private void judge(Check check, Health health) {
    HealthLedger.Verdict verdict = ledger.outcome(check, health, nanos.getAsLong());
    plan();
    switch (verdict) {
      case HEALTHY, VOID -> {}
      case SUSPECT -> LOG.warn("node {} did not pass a health check: {}", check.node(), health);
      case DEAD -> {
        closeProbe(check.node());
        lost.accept(check.node());
      }
    }
  }

  /// The executor would keep a defect to itself, and end the ticks for good.
  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a defect in the health checks; they go on", e);
      }
    };
  }

  private void closeProbe(NodeId node) {
    NodeProbe probe = probes.remove(node);
    if (probe != null) {
      probe.close();
    }
  }
}
