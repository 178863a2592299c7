package io.nodectl.raylet;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Retry;
import io.nodectl.handshake.StopReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/// Tells the parent how this program fares, and the log where there is no parent or it is past its
/// start.
final class News implements Registrar.Listener {

  /// A refused node has nothing left to finish.
  private static final StopReason OWN_END =
      new StopReason(StopReason.Cause.STOP, Duration.ofSeconds(1));

  private final Parent parent;
  private final CompletableFuture<ExitCode> ownEnd = new CompletableFuture<>();

  /// Both are touched by the registration thread alone.
  private boolean started;

  private String last = "";

  News(Parent parent) {
    this.parent = parent;
  }

  /// Tells where this program listens.
  void bound(Ports ports) {
    parent.bound(ports);
    if (!parent.attached()) {
      ports.byName().forEach((name, at) -> at.ifPresent(to -> log(name + " listens on " + to)));
    }
  }

  @Override
  public void ready() {
    parent.ready();
    started = true;
    if (!parent.attached()) {
      log("registered");
    }
  }

  /// Says nothing twice in a row: a gcs that stays away is asked every two seconds.
  @Override
  public void status(String text) {
    if (text.equals(last)) {
      return;
    }
    last = text;
    parent.status(text);
    // During a start the parent shows it; the logging library costs time that a start does not
    // have.
    if (started || !parent.attached()) {
      log(text);
    }
  }

  @Override
  public void gaveUp(String why) {
    end(ExitCode.REFUSED, why);
  }

  /// Ends the program for a reason that stays.
  void end(ExitCode code, String why) {
    log(why);
    parent.fail(code, why, Retry.NO);
    ownEnd.complete(code);
    parent.requestStop(OWN_END);
  }

  @Override
  public void broke(RuntimeException defect) {
    ownEnd.completeExceptionally(defect);
    parent.requestStop(OWN_END);
  }

  /// How the program ends.
  ///
  /// @throws java.util.concurrent.CompletionException the defect that ended it, if one did
  ExitCode verdict() {
    return ownEnd.getNow(ExitCode.DONE);
  }

  private static void log(String text) {
    LoggerFactory.getLogger(Raylet.class).info(text);
  }
}
