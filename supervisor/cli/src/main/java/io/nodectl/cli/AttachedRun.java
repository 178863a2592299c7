package io.nodectl.cli;

import io.grpc.Status;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.node.ProblemException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a program on a node as if it ran here; carries out what [RunCourse] decides.
final class AttachedRun implements AutoCloseable {
  private final RunPlan plan;
  private final GcsLink gcs;
  private final Outside outside;
  private final RunRoute route;
  private final RunTalk talk;
  private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
  private final Set<LogStream> closed = EnumSet.noneOf(LogStream.class);
  private RunCourse course;
  private @Nullable RayletLink link;
  private @Nullable AttachCall call;

  /// @param candidates where to ask first, and next if nobody is there
  AttachedRun(RunPlan plan, GcsLink gcs, List<Raylet> candidates, Outside outside) {
    this.plan = plan;
    this.gcs = gcs;
    this.outside = outside;
    this.route = new RunRoute(plan.request(), candidates);
    this.course = RunCourse.begun(plan.request().hasPortMode());
    this.talk = new RunTalk(outside.screen() == Outside.Screen.TERMINAL, plan.clock().nowMs());
  }

  /// What happened, and on which connection; on none if it was here.
  private record Mail(@Nullable AttachCall from, RunEvent event) {}

  /// To the end of the program.
  ///
  /// @return its exit code, or ours
  /// @throws ProblemException if no raylet can be asked
  int run() throws ProblemException, InterruptedException {
    outside
        .signals()
        .relay(
            number ->
                mailbox.add(new Mail(null, new RunEvent.Signalled(number, plan.clock().nowMs()))));
    open();
    OptionalInt code = OptionalInt.empty();
    while (code.isEmpty()) {
      code = deal(next());
    }
    return code.getAsInt();
  }

  private Mail next() throws InterruptedException {
    while (true) {
      long now = plan.clock().nowMs();
      talk.due(now).forEach(this::say);
      long limit = course.runs() ? Long.MAX_VALUE : plan.leftMs(now);
      if (limit <= 0) {
        return new Mail(null, new RunEvent.TimeOver());
      }
      @Nullable Mail mail =
          mailbox.poll(Math.min(limit, talk.nextInMs(now)), TimeUnit.MILLISECONDS);
      if (mail != null && (mail.from() == null || mail.from() == call)) {
        return mail;
      }
    }
  }

  private OptionalInt deal(Mail mail) throws ProblemException {
    if (mail.event() instanceof RunEvent.Broken(Status status)
        && course.phase() == RunCourse.Phase.ASKED) {
      openAnother(status);
      return OptionalInt.empty();
    }
    RunStep step = course.on(mail.event());
    course = step.course();
    for (RunEffect effect : step.effects()) {
      OptionalInt code = carryOut(effect);
      if (code.isPresent()) {
        return code;
      }
    }
    if (mail.from() != null) {
      mail.from().more();
    }
    return OptionalInt.empty();
  }

  private OptionalInt carryOut(RunEffect effect) {
    switch (effect) {
      case RunEffect.Write write -> write(write);
      case RunEffect.Send(AttachRequest request) -> send(request);
      case RunEffect.Move(var to) -> {
        route.sentOn(to);
        open();
      }
      case RunEffect.Progress(String text) -> talk.add(text);
      case RunEffect.Runs() -> begin();
      case RunEffect.Tell(String text) -> say(text);
      case RunEffect.End(int code) -> {
        return OptionalInt.of(code);
      }
      case RunEffect.Fail(RunFailure failure) -> {
        return OptionalInt.of(plan.failures().tell(failure));
      }
    }
    return OptionalInt.empty();
  }

  private void begin() {
    talk.end();
    if (call != null) {
      InputPump.start(outside.in(), call);
    }
  }

  /// A program whose reader has gone is to notice as it would have here.
  private void write(RunEffect.Write write) {
    PrintStream to = write.stream() == LogStream.STDERR ? outside.err() : outside.out();
    if (closed.contains(write.stream())) {
      return;
    }
    byte[] bytes = write.bytes().toByteArray();
    to.write(bytes, 0, bytes.length);
    if (to.checkError()) {
      closed.add(write.stream());
      mailbox.add(new Mail(null, new RunEvent.ReaderGone(write.stream())));
    }
  }

  private void send(AttachRequest request) {
    if (call != null) {
      call.send(request);
    }
  }

  private void say(String text) {
    outside.err().println("nodectl: " + text);
  }

  /// The next one, if nobody is there.
  private void openAnother(Status status) throws ProblemException {
    ProblemException why = RayletFailure.of(status, route.raylet(), gcs.limit());
    if (!RayletFailure.isUnheard(status) || !route.goesAround()) {
      throw why;
    }
    talk.add(why.problem().message());
    open();
  }

  private void open() {
    closeLink();
    RayletLink opened = gcs.to(route.raylet());
    link = opened;
    call =
        AttachCall.open(
            opened, AttachRequest.newBuilder().setLaunch(route.request()).build(), this::arrived);
  }

  private void arrived(AttachCall from, RunEvent event) {
    mailbox.add(new Mail(from, event));
  }

  private void closeLink() {
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void close() {
    if (call != null) {
      call.cancel();
    }
    closeLink();
  }
}
