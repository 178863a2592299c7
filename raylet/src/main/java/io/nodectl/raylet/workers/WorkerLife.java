package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.raylet.workers.LifeState.Because;
import io.nodectl.raylet.workers.LifeState.Exited;
import io.nodectl.raylet.workers.LifeState.Failed;
import io.nodectl.raylet.workers.LifeState.Lack;
import io.nodectl.raylet.workers.LifeState.Pending;
import io.nodectl.raylet.workers.LifeState.Ready;
import io.nodectl.raylet.workers.LifeState.Starting;
import io.nodectl.raylet.workers.LifeState.Stopping;
import io.nodectl.raylet.workers.LifeState.Unhealthy;
import io.nodectl.raylet.workers.LifeState.Wished;
import io.nodectl.raylet.workers.WorkerAction.BeginHealth;
import io.nodectl.raylet.workers.WorkerAction.DropEnvironment;
import io.nodectl.raylet.workers.WorkerAction.EndHealth;
import io.nodectl.raylet.workers.WorkerAction.EndProgram;
import io.nodectl.raylet.workers.WorkerAction.Execute;
import io.nodectl.raylet.workers.WorkerAction.Finish;
import io.nodectl.raylet.workers.WorkerAction.MakeEnvironment;
import io.nodectl.raylet.workers.WorkerAction.Pause;
import io.nodectl.raylet.workers.WorkerAction.Remember;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentFailed;
import io.nodectl.raylet.workers.WorkerEvent.EnvironmentMade;
import io.nodectl.raylet.workers.WorkerEvent.Granted;
import io.nodectl.raylet.workers.WorkerEvent.HealthAnswered;
import io.nodectl.raylet.workers.WorkerEvent.HealthMissed;
import io.nodectl.raylet.workers.WorkerEvent.NotExecuted;
import io.nodectl.raylet.workers.WorkerEvent.PauseOver;
import io.nodectl.raylet.workers.WorkerEvent.ProgramEnded;
import io.nodectl.raylet.workers.WorkerEvent.ProgramFailed;
import io.nodectl.raylet.workers.WorkerEvent.ProgramReady;
import io.nodectl.raylet.workers.WorkerEvent.ReportRefused;
import io.nodectl.raylet.workers.WorkerEvent.StartTimeOver;
import io.nodectl.raylet.workers.WorkerEvent.StopWished;
import java.util.List;

/// What becomes of one worker. Pure: an event gives the next life and what is to be done for it.
///
/// @param restarts how often it was launched again
/// @param quickEnds how many incarnations in a row ended before they had served for a while
/// @param lostNumbers how many in a row lost a number that was held for them
record WorkerLife(
    Terms terms, LifeState state, int incarnation, int restarts, int quickEnds, int lostNumbers) {

  /// The next life and what is to be done, in this order.
  record Step(WorkerLife next, List<WorkerAction> actions) {
    Step {
      actions = List.copyOf(actions);
    }
  }

  /// One that waits for its resources.
  static WorkerLife asked(Terms terms) {
    return new WorkerLife(terms, new Pending(Lack.RESOURCES), 1, 0, 0, 0);
  }

  /// One that was launched by a raylet before this one, and is to be launched again.
  ///
  /// @param incarnation the last one that there was
  static WorkerLife again(Terms terms, int incarnation, int restarts) {
    return new WorkerLife(terms, new Pending(Lack.RESOURCES), incarnation + 1, restarts + 1, 0, 0);
  }

  /// What follows from an event; nothing if it does not matter any more.
  ///
  /// @param nowMs milliseconds since the epoch
  Step on(WorkerEvent event, long nowMs) {
    return switch (state) {
      case Pending(Lack lack) -> whilePending(event, lack, nowMs);
      case Starting starting -> whileStarting(event, starting, nowMs);
      case Ready ready -> whileReady(event, ready, nowMs);
      case Unhealthy(long sinceMs, String _) -> whileUnhealthy(event, sinceMs, nowMs);
      case Stopping stopping -> whileStopping(event, stopping, nowMs);
      case Exited _, Failed _ -> stay();
    };
  }

  private Step whilePending(WorkerEvent event, Lack lack, long nowMs) {
    return switch (event) {
      case Granted _ when lack == Lack.RESOURCES -> prepare();
      case PauseOver _ when lack == Lack.PAUSE -> prepare();
      case EnvironmentMade _ when lack == Lack.ENVIRONMENT -> execute();
      case EnvironmentFailed(String why) when lack == Lack.ENVIRONMENT ->
          failed(new Failure(FailureCode.RUNTIME_ENV_FAILED, why), nowMs);
      case StopWished wish -> over(new Exited(new End.OfOurs(wish.why(), List.of())));
      default -> stay();
    };
  }

  private Step prepare() {
    return terms.hasEnvironment()
        ? to(new Pending(Lack.ENVIRONMENT), new MakeEnvironment())
        : execute();
  }

  private Step execute() {
    return to(new Starting(false), new Execute());
  }

  private Step whileStarting(WorkerEvent event, Starting starting, long nowMs) {
    return switch (event) {
      case ProgramReady _ when terms.mustProve() -> to(new Starting(true), new BeginHealth());
      case ProgramReady _ -> to(new Ready(nowMs, 0));
      case HealthAnswered _ when starting.programReady() ->
          terms.mustAccept() ? to(new Ready(nowMs, 0), new EndHealth()) : to(new Ready(nowMs, 0));
      case ReportRefused(Failure failure) -> end(failure);
      case StartTimeOver _ -> end(Reasons.tooLate(terms, starting.programReady()));
      case NotExecuted(Failure failure) -> failed(failure, nowMs);
      default -> whileAlive(event, nowMs);
    };
  }

  private Step end(Failure failure) {
    return to(
        new Stopping(new Because(failure)),
        new EndHealth(),
        new EndProgram(terms.timing().stopGrace(), false));
  }

  private Step whileReady(WorkerEvent event, Ready ready, long nowMs) {
    return switch (event) {
      case HealthAnswered _ -> ready.misses() == 0 ? stay() : to(new Ready(ready.sinceMs(), 0));
      case HealthMissed(String why) -> missed(ready, why, nowMs);
      default -> whileAlive(event, nowMs);
    };
  }

  private Step missed(Ready ready, String why, long nowMs) {
    HealthTerms health = terms.health().orElseThrow();
    if (nowMs - ready.sinceMs() < health.rhythm().startPeriod().toMillis()) {
      return stay();
    }
    int misses = ready.misses() + 1;
    return to(
        misses < health.misses()
            ? new Ready(ready.sinceMs(), misses)
            : new Unhealthy(ready.sinceMs(), why));
  }

  private Step whileUnhealthy(WorkerEvent event, long sinceMs, long nowMs) {
    return switch (event) {
      case HealthAnswered _ -> to(new Ready(sinceMs, 0));
      case HealthMissed(String why) -> to(new Unhealthy(sinceMs, why));
      default -> whileAlive(event, nowMs);
    };
  }

  private Step whileAlive(WorkerEvent event, long nowMs) {
    return switch (event) {
      case ProgramFailed(Failure failure) ->
          to(new Stopping(new Because(failure)), new EndHealth());
      case ProgramEnded(End.OfProgram end) -> ended(end, nowMs);
      case StopWished(Failure _, var grace, boolean hangUp) ->
          to(new Stopping(new Wished()), new EndHealth(), new EndProgram(grace, hangUp));
      default -> stay();
    };
  }

  private Step whileStopping(WorkerEvent event, Stopping stopping, long nowMs) {
    return switch (event) {
      case StopWished(Failure _, var grace, boolean hangUp) ->
          to(
              new Stopping(stopping.cause() instanceof Because ? stopping.cause() : new Wished()),
              new EndProgram(grace, hangUp));
      case NotExecuted(Failure failure) ->
          stopping.cause() instanceof Wished
              ? over(new Exited(new End.OfOurs(failure, List.of())))
              : failed(failure, nowMs);
      case ProgramEnded(End.OfProgram end) ->
          switch (stopping.cause()) {
            case Wished _ -> over(new Exited(end));
            case Because(Failure failure) ->
                endedBy(new End.OfOurs(failure, end.lastLines()), nowMs);
          };
      default -> stay();
    };
  }

  private Step failed(Failure failure, long nowMs) {
    return endedBy(new End.OfOurs(failure, List.of()), nowMs);
  }

  /// Its program has ended although nobody had wished it.
  private Step ended(End.OfProgram end, long nowMs) {
    if (!end.isSuccess() && terms.allowsRestartAfter(restarts)) {
      return again(end, nowMs);
    }
    return over(state instanceof Starting ? new Failed(end) : new Exited(end));
  }

  private Step endedBy(End.OfOurs end, long nowMs) {
    if (end.failure().code() == FailureCode.PORT_NOT_HELD && terms.allowsNumberAfter(lostNumbers)) {
      return withAnotherNumber(end);
    }
    return terms.allowsRestartAfter(restarts) && !end.failure().isHopeless()
        ? again(end, nowMs)
        : over(new Failed(end));
  }

  private Step again(End end, long nowMs) {
    int quick = RestartPace.hasServed(state, nowMs) ? 0 : quickEnds;
    return new Step(
        new WorkerLife(terms, new Pending(Lack.PAUSE), incarnation + 1, restarts + 1, quick + 1, 0),
        List.of(
            new EndHealth(),
            new DropEnvironment(),
            new Remember(end),
            new Pause(RestartPace.pause(quick))));
  }

  /// At once and in the same environment. That is no restart: it has never served.
  private Step withAnotherNumber(End end) {
    return new Step(
        new WorkerLife(
            terms, new Starting(false), incarnation + 1, restarts, quickEnds, lostNumbers + 1),
        List.of(new EndHealth(), new Remember(end), new Execute()));
  }

  private Step over(LifeState last) {
    End end =
        switch (last) {
          case Exited(End how) -> how;
          case Failed(End how) -> how;
          default -> throw new IllegalArgumentException(last + " is not final");
        };
    return to(last, new EndHealth(), new DropEnvironment(), new Remember(end), new Finish());
  }

  private Step stay() {
    return new Step(this, List.of());
  }

  private Step to(LifeState next, WorkerAction... actions) {
    return new Step(
        new WorkerLife(terms, next, incarnation, restarts, quickEnds, lostNumbers),
        List.of(actions));
  }
}
