package io.nodectl.raylet;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.program.OwnEnd;
import org.slf4j.LoggerFactory;

/// Tells the parent how this program fares, and the log where there is no parent or it is past its
/// start.
final class News implements Registrar.Listener {

  private final Parent parent;
  private final OwnEnd end;

  /// Both are touched by the registration thread alone.
  private boolean started;

  private String last = "";

  private Runnable afterReady = () -> {};

  News(Parent parent, OwnEnd end) {
    this.parent = parent;
    this.end = end;
  }

  /// Tells where this program listens.
  void bound(Ports ports) {
    parent.bound(ports);
    if (!parent.attached()) {
      ports.byName().forEach((name, at) -> at.ifPresent(to -> log(name + " listens on " + to)));
    }
  }

  /// Has something done once gcs has acknowledged the node.
  void whenReady(Runnable task) {
    afterReady = task;
  }

  @Override
  public void ready() {
    parent.ready();
    started = true;
    afterReady.run();
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
    end.because(ExitCode.REFUSED, why);
  }

  @Override
  public void idIsDead(String why) {
    end.because(ExitCode.REFUSED, new Report.Fail(Report.Fail.NODE_DEAD, why, Retry.YES));
  }

  @Override
  public void broke(RuntimeException defect) {
    end.because(defect);
  }

  private static void log(String text) {
    LoggerFactory.getLogger(Raylet.class).info(text);
  }
}
