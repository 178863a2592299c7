package io.nodectl.node;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.ReportDecoder;
import io.nodectl.handshake.Retry;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a guardian and its supervisor report, until the start has an end. Used by one thread.
final class StartWatch {
  /// What the supervisor may need beyond its own deadline, to undo what it had begun.
  private static final Duration UNDO = Duration.ofSeconds(15);

  private final Fd pipe;
  private final StartListener listener;
  private final Deadline deadline;
  private final ReportDecoder decoder = new ReportDecoder();
  private final byte[] buffer = new byte[8192];
  private final StatusParts status = new StatusParts();
  private boolean ready;
  private boolean closed;
  private String failedComponent = "";
  private @Nullable Problem problem;

  StartWatch(Fd pipe, StartListener listener, Duration timeout) {
    this.pipe = pipe;
    this.listener = listener;
    this.deadline =
        new Deadline(Ticker.SYSTEM, timeout.plus(UNDO), NodeSpec.LONGEST_START.plus(UNDO));
    pipe.nonBlocking();
  }

  /// Takes what is in the pipe whenever the poller finds something in it.
  void watchedBy(Poller poller) {
    poller.watch(
        pipe,
        Interest.READ,
        () -> {
          drain();
          if (closed) {
            poller.unwatch(pipe);
          }
        });
  }

  /// Takes everything that is in the pipe.
  void drain() {
    while (!closed) {
      int count = pipe.read(buffer);
      if (count == 0) {
        return;
      }
      closed = count < 0;
      if (count > 0) {
        decoder.feed(buffer, 0, count).forEach(this::take);
      }
    }
  }

  private void take(Decoded decoded) {
    switch (decoded) {
      case Decoded.Reported(Report report) -> take(report);
      case Decoded.Malformed malformed ->
          failed(ExitCode.BUG, "the supervisor's report is damaged: " + malformed.why());
      case Decoded.OtherVersion(int theirs) ->
          failed(ExitCode.BUG, "the supervisor speaks NODECTL/" + theirs);
    }
  }

  private void take(Report report) {
    switch (report) {
      case Report.Ready() -> ready = true;
      case Report.Fail(String code, String message, Retry _) ->
          failed(ExitCode.ofCode(code).orElse(ExitCode.COMPONENT_FAILED), message);
      case Report.Status(String text, Map<String, String> details) -> {
        if (status.take(text, details)) {
          return;
        }
        if (ComponentPhase.FAILED.word().equals(details.get(StarterVoice.PHASE))) {
          failedComponent = details.getOrDefault(StarterVoice.COMPONENT, "");
        }
        switch (details.getOrDefault(StarterVoice.LIMIT, "")) {
          case StarterVoice.HELD -> deadline.hold();
          case StarterVoice.RUNS -> deadline.release();
          case String _ -> {}
        }
        listener.status(text, details);
      }
      case Report.Extend(Duration by) -> deadline.extendBy(by.plus(UNDO));
      case Report.Bound _ -> {
        // A guardian has no ports.
      }
    }
  }

  private void failed(ExitCode code, String message) {
    if (!ready && problem == null) {
      problem = new Problem(code, failedComponent, message, List.of());
    }
  }

  boolean isReady() {
    return ready;
  }

  /// The status object of the node that is ready, as its supervisor said.
  ObjectNode status() {
    return status.whole();
  }

  Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  Duration left() {
    return deadline.left();
  }
}
