package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.WorkerInfo;
import java.time.InstantSource;
import java.util.List;

/// Has done for the workers what their lives decide; on their thread.
final class WorkerCare {
  private final WorkerThread thread;
  private final WorkerMessages messages;
  private final InstantSource clock;
  private final Chronicle chronicle;
  private final WorkerDeeds deeds;

  /// What it works with.
  ///
  /// @param chronicle hears what has to be remembered
  record Tools(
      WorkerThread thread,
      Launcher launcher,
      Environments environments,
      InstantSource clock,
      Chronicle chronicle) {}

  /// Hears what has to be remembered of workers.
  interface Chronicle {
    /// It is going to be launched again.
    void again(Worker worker);

    /// It is over for good.
    void over(Worker worker);
  }

  WorkerCare(Tools tools, WorkerMessages messages) {
    this.thread = tools.thread();
    this.clock = tools.clock();
    this.messages = messages;
    this.chronicle = tools.chronicle();
    this.deeds = new WorkerDeeds(tools, this);
  }

  /// Something has happened to a worker.
  void happened(Worker worker, WorkerEvent event) {
    WorkerLife before = worker.life;
    WorkerLife.Step step = before.on(event, clock.millis());
    worker.life = step.next();
    if (!before.state().equals(worker.life.state())) {
      moved(worker);
    }
    step.actions().forEach(action -> deeds.act(worker, before, action));
    if (before.incarnation() != worker.life.incarnation()) {
      chronicle.again(worker);
    }
    if (!before.equals(worker.life)) {
      tell(worker);
    }
  }

  /// The same for what somebody else tells of one incarnation.
  void later(Worker worker, int incarnation, WorkerEvent event) {
    thread.execute(
        () -> {
          if (worker.life.incarnation() == incarnation) {
            happened(worker, event);
          }
        });
  }

  private void moved(Worker worker) {
    LifeState state = worker.life.state();
    worker.reason = Reasons.of(state);
    switch (state) {
      case LifeState.Ready(long sinceMs, int _) -> {
        worker.times.ready = sinceMs;
        worker.stopTimer();
      }
      case LifeState.Exited _, LifeState.Failed _ -> worker.times.ended = clock.millis();
      case LifeState.Pending _,
          LifeState.Starting _,
          LifeState.Unhealthy _,
          LifeState.Stopping _ -> {}
    }
    note(worker, worker.reason);
  }

  void note(Worker worker, String text) {
    worker.note(
        new Note(
            clock.millis(),
            worker.life.incarnation(),
            WorkerMessages.state(worker.life.state()),
            text));
  }

  /// Tells all who watch.
  void tell(Worker worker) {
    if (!worker.watchers.isEmpty()) {
      WorkerInfo info = messages.info(worker);
      List.copyOf(worker.watchers).forEach(watcher -> watcher.changed(info));
    }
  }
}
