package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.raylet.workers.Launcher.CannotLaunch;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentFailed;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentMade;
import io.nodectl.raylet.workers.WorkerEvent.NotExecuted;
import io.nodectl.raylet.workers.WorkerEvent.PauseOver;
import io.nodectl.raylet.workers.WorkerEvent.StartTimeOver;
import io.nodectl.spawn.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Does for a worker what its life has decided; on the thread of the workers.
final class WorkerDeeds {
  /// From SIGHUP until SIGTERM follows.
  private static final Duration AFTER_HANG_UP = Duration.ofSeconds(1);

  private final WorkerCare.Tools tools;
  private final WorkerCare care;

  WorkerDeeds(WorkerCare.Tools tools, WorkerCare care) {
    this.tools = tools;
    this.care = care;
  }

  void act(Worker worker, WorkerLife before, WorkerAction action) {
    switch (action) {
      case WorkerAction.MakeEnvironment _ -> makeEnvironment(worker);
      case WorkerAction.Execute _ -> execute(worker);
      case WorkerAction.BeginHealth _ -> beginHealth(worker);
      case WorkerAction.EndHealth _ -> endHealth(worker);
      case WorkerAction.EndProgram(Duration grace, boolean hangUp) -> end(worker, grace, hangUp);
      case WorkerAction.DropEnvironment _ -> dropEnvironment(worker);
      case WorkerAction.Pause(Duration length) ->
          worker.timer =
              tools
                  .thread()
                  .after(
                      length, () -> care.later(worker, worker.life.incarnation(), new PauseOver()));
      case WorkerAction.Remember(End end) -> remember(worker, before, end);
      case WorkerAction.Finish _ -> tools.chronicle().over(worker);
    }
  }

  private void makeEnvironment(Worker worker) {
    int incarnation = worker.life.incarnation();
    String wanted = worker.terms.request().getRuntimeEnv();
    var _ =
        tools
            .environments()
            .make(wanted)
            .thenAccept(made -> tools.thread().execute(() -> made(worker, incarnation, made)));
  }

  private void made(Worker worker, int incarnation, Environments.Made made) {
    boolean wanted =
        worker.life.incarnation() == incarnation
            && worker.life.state() instanceof LifeState.Pending;
    switch (made) {
      case Environments.Ready(String context) -> {
        if (!wanted) {
          tools.environments().drop(worker.terms.request().getRuntimeEnv());
          return;
        }
        worker.context = context;
        care.happened(worker, new EnvironmentMade());
      }
      case Environments.NotMade(String why) -> {
        if (wanted) {
          care.happened(worker, new EnvironmentFailed(why));
        }
      }
    }
  }

  private void dropEnvironment(Worker worker) {
    if (!worker.context.isEmpty()) {
      worker.context = "";
      tools.environments().drop(worker.terms.request().getRuntimeEnv());
    }
  }

  private void execute(Worker worker) {
    int incarnation = worker.life.incarnation();
    worker.times.launched = tools.clock().millis();
    var what =
        new Launching(
            worker.id, incarnation, worker.terms, worker.grant, worker.context, worker.output);
    try {
      worker.program =
          tools.launcher().launch(what, new ProgramNews(worker, incarnation, tools.thread(), care));
      Duration limit = worker.terms.timing().start();
      if (worker.terms.mustProve()) {
        worker.timer =
            tools.thread().after(limit, () -> care.later(worker, incarnation, new StartTimeOver()));
      }
    } catch (CannotLaunch e) {
      care.later(worker, incarnation, new NotExecuted(e.failure()));
    }
  }

  private void beginHealth(Worker worker) {
    if (worker.terms.mustAccept()) {
      // Where it cannot be told who listens, it cannot be told who accepts.
      boolean isKnown = worker.portsUnchecked.isEmpty();
      watch(
          worker,
          AcceptQuestion.RHYTHM,
          AcceptQuestion.at(isKnown ? worker.ports.values() : List.of(), worker.pid));
      return;
    }
    HealthTerms terms = worker.terms.health().orElseThrow();
    String address = addressFor(terms, worker.ports);
    if (address.isEmpty()) {
      care.later(
          worker,
          worker.life.incarnation(),
          new WorkerEvent.ProgramFailed(
              new Failure(
                  FailureCode.BAD_REQUEST,
                  "has a health check and no port%s to ask. Give it a port mode, or the name of"
                          .formatted(terms.port().isEmpty() ? "" : " " + terms.port())
                      + " one of its ports.")));
      return;
    }
    watch(worker, terms.rhythm(), new HttpQuestion(address, terms.path(), worker.pid));
  }

  private void watch(Worker worker, HealthTerms.Rhythm rhythm, HealthWatch.Question question) {
    int incarnation = worker.life.incarnation();
    worker.health =
        new HealthWatch(
            rhythm,
            question,
            tools.thread(),
            event -> {
              if (worker.life.incarnation() == incarnation) {
                care.happened(worker, event);
              }
            });
    worker.health.begin();
  }

  private static String addressFor(HealthTerms terms, Map<String, String> ports) {
    if (!terms.port().isEmpty()) {
      return ports.getOrDefault(terms.port(), "");
    }
    String main = ports.getOrDefault(Template.MAIN, "");
    return main.isEmpty() && ports.size() == 1 ? ports.values().iterator().next() : main;
  }

  private static void endHealth(Worker worker) {
    worker.stopTimer();
    if (worker.health != null) {
      worker.health.close();
      worker.health = null;
    }
  }

  private void end(Worker worker, Duration grace, boolean hangUp) {
    LaunchedProgram program = worker.program;
    if (program == null) {
      return;
    }
    if (hangUp) {
      program.child().signal(Signal.HUP);
      var _ = tools.thread().after(AFTER_HANG_UP, () -> terminate(program, grace));
    } else {
      terminate(program, grace);
    }
  }

  /// What comes of it is heard as the end of the program.
  private static void terminate(LaunchedProgram program, Duration grace) {
    var _ = program.child().stop(grace);
  }

  /// First nobody is told its endpoint any more, then its numbers are let go.
  private void remember(Worker worker, WorkerLife before, End end) {
    boolean wished =
        before.state() instanceof LifeState.Stopping(LifeState.Cause cause)
            && cause instanceof LifeState.Wished;
    worker.remember(new PastEnd(before.incarnation(), tools.clock().millis(), end, wished));
    worker.withdraw();
    if (worker.program != null) {
      worker.program.close();
      worker.program = null;
    }
  }
}
