package io.nodectl.cli;

import io.grpc.Status;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerInfo;
import java.util.ArrayList;
import java.util.List;

/// Decides what follows from what happens while a program runs as if it ran here.
///
/// @param phase how far it is
/// @param interrupts the Ctrl-Cs of late
/// @param lastSignal the last one that the program was sent; 0 for none
/// @param hops how often it was sent on
/// @param tellsPorts whether somebody wants to know where it listens
record RunCourse(Phase phase, Interrupts interrupts, int lastSignal, int hops, boolean tellsPorts) {
  /// More than any raylet sends on, so that two that disagree cannot go on for ever.
  static final int MOST_HOPS = 20;

  /// What shells add to the number of a signal.
  private static final int SIGNALLED = 128;

  /// SIGWINCH, which ends nobody who does not want that.
  private static final int WINCH = 28;

  /// How far it is.
  enum Phase {
    /// A raylet is asked.
    ASKED,
    /// It waits for resources, or its environment is made.
    PENDING,
    RUNS,
    READY
  }

  static RunCourse begun(boolean tellsPorts) {
    return new RunCourse(Phase.ASKED, Interrupts.NONE, 0, 0, tellsPorts);
  }

  /// Whether the program may have begun.
  boolean runs() {
    return phase == Phase.RUNS || phase == Phase.READY;
  }

  RunStep on(RunEvent event) {
    return switch (event) {
      case RunEvent.Answered(AttachReply reply) -> answered(reply);
      case RunEvent.Broken(Status status) -> step(new RunEffect.Fail(broken(status)));
      case RunEvent.Signalled(int number, long atMs) -> signalled(number, atMs);
      case RunEvent.ReaderGone(LogStream stream) ->
          step(new RunEffect.Send(AttachRequest.newBuilder().setOutputClosed(stream).build()));
      case RunEvent.TimeOver() ->
          runs()
              ? step()
              : step(
                  new RunEffect.Fail(
                      new RunFailure(
                          RunFailure.word(FailureCode.TOO_LATE),
                          "the program did not run within the time limit (--timeout)")));
    };
  }

  private RunStep answered(AttachReply reply) {
    return switch (reply.getPartCase()) {
      case LAUNCHED -> launched(reply.getLaunched());
      case WORKER -> changed(reply.getWorker());
      case STDOUT -> output(new RunEffect.Write(LogStream.STDOUT, reply.getStdout()));
      case STDERR -> output(new RunEffect.Write(LogStream.STDERR, reply.getStderr()));
      case PROGRESS -> step(new RunEffect.Progress(reply.getProgress()));
      case MOVED -> move(reply.getMoved());
      case EXIT -> step(end(reply.getExit()));
      case STDIN_TAKEN, PART_NOT_SET -> step();
    };
  }

  /// Whoever writes runs.
  private RunStep output(RunEffect.Write write) {
    return runs() ? step(write) : with(Phase.RUNS).step(new RunEffect.Runs(), write);
  }

  private RunStep launched(LaunchReply reply) {
    return switch (reply.getAnswerCase()) {
      case STARTED -> with(Phase.PENDING).changed(reply.getStarted());
      case WAITING ->
          with(Phase.PENDING)
              .step(
                  new RunEffect.Progress(
                      (reply.getWaiting().getInfeasible()
                              ? "no node can run it now: "
                              : "waiting: ")
                          + reply.getWaiting().getReason()));
      case SPILLBACK -> move(reply.getSpillback());
      case REFUSED -> step(new RunEffect.Fail(RunFailure.of(reply.getRefused(), List.of())));
      case ANSWER_NOT_SET ->
          step(new RunEffect.Fail(new RunFailure("bug", "the raylet gave no answer to a launch")));
    };
  }

  private RunStep changed(WorkerInfo worker) {
    return switch (worker.getState()) {
      case PENDING ->
          worker.getReason().isEmpty() ? step() : step(new RunEffect.Progress(worker.getReason()));
      case STARTING -> runs() ? step() : with(Phase.RUNS).step(new RunEffect.Runs());
      case READY -> ready(worker);
      case UNHEALTHY ->
          tellsPorts ? step(new RunEffect.Tell("unhealthy: " + worker.getReason())) : step();
      case STOPPING, EXITED, FAILED, WORKER_STATE_UNSPECIFIED, UNRECOGNIZED -> step();
    };
  }

  private RunStep ready(WorkerInfo worker) {
    if (phase == Phase.READY) {
      return step();
    }
    List<RunEffect> effects = new ArrayList<>();
    if (!runs()) {
      effects.add(new RunEffect.Runs());
    }
    if (tellsPorts && worker.getPortsCount() > 0) {
      effects.add(new RunEffect.Tell("ready: " + WorkerText.ports(worker)));
    }
    return new RunStep(with(Phase.READY), effects);
  }

  private RunStep move(Spillback to) {
    if (hops >= MOST_HOPS) {
      return step(
          new RunEffect.Fail(
              new RunFailure(
                  RunFailure.word(FailureCode.TOO_MANY_HOPS),
                  "the nodes sent the program on %d times and none ran it: see 'nodectl resources --pending'"
                      .formatted(hops))));
    }
    return new RunStep(
        new RunCourse(Phase.ASKED, interrupts, lastSignal, hops + 1, tellsPorts),
        List.of(new RunEffect.Move(to)));
  }

  private RunEffect end(WorkerExit exit) {
    return switch (exit.getHowCase()) {
      case CODE -> new RunEffect.End(exit.getCode());
      case SIGNALED -> new RunEffect.End(SIGNALLED + exit.getSignaled().getSignal());
      case FAILURE ->
          isOurWish(exit.getFailure().getCode())
              ? new RunEffect.End(SIGNALLED + lastSignal)
              : new RunEffect.Fail(RunFailure.of(exit.getFailure(), List.of()));
      case HOW_NOT_SET ->
          new RunEffect.Fail(
              new RunFailure("bug", "the raylet does not say how the program ended"));
    };
  }

  /// A signal before the program ran ended it as one to the program would have.
  private boolean isOurWish(FailureCode code) {
    return lastSignal != 0 && (code == FailureCode.STOPPED || code == FailureCode.CALLER_GONE);
  }

  private RunStep signalled(int number, long atMs) {
    if (number == WINCH && !runs()) {
      return step();
    }
    if (number != Interrupts.INT) {
      return new RunStep(sent(number, interrupts), List.of(signal(number)));
    }
    Interrupts now = interrupts.another(atMs);
    if (now.isEnough()) {
      return step(new RunEffect.End(SIGNALLED + Interrupts.INT));
    }
    List<RunEffect> effects = new ArrayList<>(List.of(signal(now.signal())));
    if (now.signal() == Interrupts.TERM) {
      effects.add(new RunEffect.Tell("asked it to end (SIGTERM); Ctrl-C once more kills it"));
    }
    return new RunStep(sent(now.signal(), now), effects);
  }

  private static RunEffect signal(int number) {
    return new RunEffect.Send(AttachRequest.newBuilder().setSignal(number).build());
  }

  private RunFailure broken(Status status) {
    return new RunFailure(
        "connection-lost",
        status.isOk()
            ? "the raylet ended the connection without a word about the program"
            : "the connection to the program's raylet was lost (%s); its node ends the program"
                .formatted(GcsFailure.cause(status)));
  }

  private RunCourse with(Phase next) {
    return new RunCourse(next, interrupts, lastSignal, hops, tellsPorts);
  }

  private RunCourse sent(int signal, Interrupts now) {
    return new RunCourse(phase, now, signal, hops, tellsPorts);
  }

  private RunStep step(RunEffect... effects) {
    return new RunStep(this, List.of(effects));
  }
}
