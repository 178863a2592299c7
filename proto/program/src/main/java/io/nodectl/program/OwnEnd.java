package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.handshake.StopReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/// The end that a program comes to by itself, after it began to listen. May be used on any thread;
/// the first reason counts.
public final class OwnEnd {

  /// Enough to say goodbye.
  private static final StopReason OF_ITSELF =
      new StopReason(StopReason.Cause.STOP, Duration.ofSeconds(1));

  private final Parent parent;
  private final CompletableFuture<ExitCode> code = new CompletableFuture<>();

  /// @param parent is told why
  public OwnEnd(Parent parent) {
    this.parent = parent;
  }

  /// Ends the program for a reason that stays.
  ///
  /// @param why what happened, why, and what to do
  public void because(ExitCode reason, String why) {
    because(reason, new Report.Fail(reason.code(), why, Retry.NO));
  }

  /// Ends the program for a reason that has a word of its own, or that may pass.
  ///
  /// @param told what the parent is told
  public void because(ExitCode reason, Report.Fail told) {
    LoggerFactory.getLogger(OwnEnd.class).error(told.message());
    parent.fail(told);
    code.complete(reason);
    parent.requestStop(OF_ITSELF);
  }

  /// Ends the program for a defect of its own.
  public void because(RuntimeException defect) {
    code.completeExceptionally(defect);
    parent.requestStop(OF_ITSELF);
  }

  /// What the program exits with once it was stopped: 0 if it did not end by itself.
  ///
  /// @throws java.util.concurrent.CompletionException the defect that ended it, if one did
  public ExitCode code() {
    return code.getNow(ExitCode.DONE);
  }
}
