package io.nodectl.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Puts the components of a node into groups of processes, where that is allowed: each as soon as
/// it runs if the plan limits any of them, else not before the node is ready, when a start can lose
/// nothing by it. All on a thread of its own, because it reads and writes files of the kernel.
final class ComponentGroups implements StepListener {
  private final LaunchPlan plan;
  private final NodeFolder node;
  private final boolean limitsAny;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  /// Only for the supervisor's thread.
  private @Nullable Thread thread;

  // Only for the thread of this object.
  private Optional<NodeGroup> group = Optional.empty();
  private boolean isClosed;

  ComponentGroups(LaunchPlan plan, NodeFolder node) {
    this.plan = plan;
    this.node = node;
    this.limitsAny = plan.components().stream().anyMatch(c -> !c.limits().equals(Limits.NONE));
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (event instanceof NodeEvent.Launched(String name, long pid)) {
      Limits limits = plan.component(name).limits();
      tasks.add(() -> group.ifPresent(g -> g.place(name, pid, limits)));
    }
    if (event instanceof NodeEvent.Ended ended) {
      tasks.add(() -> group.ifPresent(g -> g.kill(ended.problem().component())));
    }
    boolean isTime = limitsAny || step.state().phase() != NodePhase.STARTING;
    if (isTime && thread == null && !tasks.isEmpty()) {
      thread = Thread.ofPlatform().daemon().name("groups").start(this::run);
    }
  }

  private void run() {
    group = NodeGroup.of(node);
    try {
      while (!isClosed) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Removes the groups of a node whose components have ended.
  ///
  /// @param patience how long that may take
  void close(Duration patience) throws InterruptedException {
    if (thread != null) {
      tasks.add(this::end);
      thread.join(patience);
    }
  }

  private void end() {
    group.ifPresent(NodeGroup::end);
    isClosed = true;
  }
}
