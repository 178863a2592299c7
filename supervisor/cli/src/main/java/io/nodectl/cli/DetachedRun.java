package io.nodectl.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Launches a program and waits until it is READY; what does not become so is not left behind.
final class DetachedRun {
  private final RunPlan plan;
  private final GcsLink gcs;
  private final OutputOptions output;
  private final Outside outside;
  private final RunTalk talk;
  private volatile @Nullable RayletLink link;
  private int hops;

  DetachedRun(RunPlan plan, GcsLink gcs, OutputOptions output, Outside outside) {
    this.plan = plan;
    this.gcs = gcs;
    this.output = output;
    this.outside = outside;
    this.talk = new RunTalk(outside.screen() == Outside.Screen.TERMINAL, plan.clock().nowMs());
  }

  /// To READY, or to what keeps the program from that.
  ///
  /// @param candidates where to ask first, and next if nobody is there
  /// @return the exit code
  int run(List<Raylet> candidates) throws ProblemException, InterruptedException {
    Signals.Guarded guarded = outside.signals().guard(this::stop);
    try {
      int code = launch(new RunRoute(plan.request(), candidates));
      return guarded.wasInterrupted() ? ExitCode.INTERRUPTED.number() : code;
    } finally {
      close();
    }
  }

  private int launch(RunRoute route) throws ProblemException, InterruptedException {
    while (true) {
      LaunchReply reply = ask(route);
      switch (reply.getAnswerCase()) {
        case STARTED -> {
          return watch();
        }
        case WAITING -> {
          talk.add("waiting: " + reply.getWaiting().getReason());
          return watch();
        }
        case SPILLBACK -> {
          hops++;
          if (hops > RunCourse.MOST_HOPS) {
            return fail(FailureCode.TOO_MANY_HOPS, "the nodes sent the program on and on");
          }
          route.sentOn(reply.getSpillback());
        }
        case REFUSED -> {
          return plan.failures().tell(RunFailure.of(reply.getRefused(), List.of()));
        }
        case ANSWER_NOT_SET -> throw new IllegalStateException("no answer to a launch");
      }
    }
  }

  /// The next one, if nobody is there.
  private LaunchReply ask(RunRoute route) throws ProblemException {
    while (true) {
      Raylet raylet = route.raylet();
      RayletLink opened = open(raylet);
      LaunchRequest request = route.request();
      try {
        return opened.tryToAsk(channel -> WorkersGrpc.newBlockingStub(channel).launch(request));
      } catch (StatusRuntimeException e) {
        ProblemException why = RayletFailure.of(e.getStatus(), raylet, gcs.limit());
        if (!RayletFailure.isUnheard(e.getStatus()) || !route.goesAround()) {
          throw why;
        }
        talk.add(why.problem().message());
      }
    }
  }

  private int watch() throws ProblemException, InterruptedException {
    WatchCall call = watching();
    while (true) {
      long now = plan.clock().nowMs();
      talk.due(now).forEach(text -> outside.err().println("nodectl: " + text));
      long left = plan.leftMs(now);
      if (left <= 0) {
        stop();
        return fail(
            FailureCode.TOO_LATE, "the program was not READY within the time limit (--timeout)");
      }
      switch (call.next(Math.min(left, talk.nextInMs(now)))) {
        case null -> {}
        case WatchCall.News.Over(Status status) ->
            throw RayletFailure.of(status, linked().raylet(), gcs.limit());
        case WatchCall.News.Told(WatchReply reply) -> {
          OptionalInt code = told(reply);
          if (code.isPresent()) {
            return code.getAsInt();
          }
          call = reply.hasMoved() ? moved(reply.getMoved()) : call;
        }
      }
    }
  }

  private WatchCall watching() {
    return WatchCall.open(linked(), plan.request().getWorkerId());
  }

  private WatchCall moved(Spillback to) {
    var _ = open(RunPlan.raylet(to));
    return watching();
  }

  private OptionalInt told(WatchReply reply) {
    return switch (reply.getPartCase()) {
      case WORKER -> changed(reply.getWorker());
      case PROGRESS -> {
        talk.add(reply.getProgress());
        yield OptionalInt.empty();
      }
      case MOVED, PART_NOT_SET -> OptionalInt.empty();
    };
  }

  private OptionalInt changed(WorkerInfo worker) {
    return switch (worker.getState()) {
      case READY, UNHEALTHY -> OptionalInt.of(done(worker));
      case EXITED, FAILED -> OptionalInt.of(ended(worker));
      case PENDING -> {
        if (!worker.getReason().isEmpty()) {
          talk.add(worker.getReason());
        }
        yield OptionalInt.empty();
      }
      case STARTING, STOPPING, WORKER_STATE_UNSPECIFIED, UNRECOGNIZED -> OptionalInt.empty();
    };
  }

  private int done(WorkerInfo worker) {
    if (output.isJson()) {
      OutputOptions.printJson(WorkerJson.of(worker), outside.out());
    } else {
      String ports = WorkerText.ports(worker);
      outside
          .out()
          .println(
              "worker %s is %s%s%s"
                  .formatted(
                      worker.getWorkerId(),
                      worker.getState(),
                      worker.getPid() > 0 ? ", pid " + worker.getPid() : "",
                      ports.isEmpty() ? "" : ", at " + ports));
    }
    return ExitCode.DONE.number();
  }

  private int ended(WorkerInfo worker) {
    WorkerExit exit = worker.getExit();
    if (exit.hasFailure()) {
      return plan.failures().tell(RunFailure.of(exit.getFailure(), exit.getLastLinesList()));
    }
    if (worker.getState() == WorkerState.EXITED && exit.hasCode() && exit.getCode() == 0) {
      return done(worker);
    }
    return plan.failures()
        .tell(
            new RunFailure(
                RunFailure.OURS,
                "died",
                "the program ended before it could be left alone: " + WorkerText.exit(exit),
                exit.getLastLinesList()));
  }

  private int fail(FailureCode code, String message) {
    return plan.failures().tell(new RunFailure(RunFailure.word(code), message));
  }

  /// Undoes the launch. Nobody is told of what fails here: its end was wished anyway.
  private void stop() {
    Optional.ofNullable(link)
        .ifPresent(
            there -> {
              try {
                var _ =
                    there.answer(
                        channel ->
                            WorkersGrpc.newBlockingStub(channel)
                                .stop(
                                    StopRequest.newBuilder()
                                        .setWorkerId(plan.request().getWorkerId())
                                        .build()));
              } catch (ProblemException e) {
                outside.err().println("nodectl: cannot undo the launch: " + e.getMessage());
              }
            });
  }

  private RayletLink linked() {
    RayletLink current = link;
    if (current == null) {
      throw new IllegalStateException("nobody was asked");
    }
    return current;
  }

  private RayletLink open(Raylet raylet) {
    close();
    RayletLink opened = gcs.to(raylet);
    link = opened;
    return opened;
  }

  private void close() {
    RayletLink current = link;
    if (current != null) {
      current.close();
    }
  }
}
