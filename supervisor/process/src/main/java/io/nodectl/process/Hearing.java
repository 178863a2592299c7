package io.nodectl.process;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Report;
import io.nodectl.spawn.ProcessIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what one child reports into facts and events.
final class Hearing {
  private final Launch launch;
  private final ProcessIdentity child;
  private final StartWatch start;
  private String lastStatus = "";

  Hearing(Launch launch, ProcessIdentity child, StartWatch start) {
    this.launch = launch;
    this.child = child;
    this.start = start;
  }

  void hear(Decoded decoded) {
    switch (decoded) {
      case Decoded.Reported(Report report) -> hear(report);
      case Decoded.Malformed refused -> {
        Verdict.Malformed verdict = new Verdict.Malformed(refused.why(), refused.quoted());
        complain(verdict, verdict.what());
      }
      case Decoded.OtherVersion(int theirs) ->
          complain(new Verdict.OtherVersion(theirs), "it is of NODECTL/" + theirs);
    }
  }

  private void hear(Report report) {
    switch (report) {
      case Report.Bound bound -> bound(bound.ports());
      case Report.Ready _ -> ready();
      case Report.Fail fail ->
          start.refuse(new Verdict.OwnWords(fail.code(), fail.message(), fail.retry()));
      case Report.Status status -> {
        lastStatus = status.text();
        tell(new ChildEvent.Status(lastStatus, status.details()));
      }
      case Report.Extend extend -> extend(extend);
    }
  }

  /// What the child said last about its progress; empty if nothing.
  String lastStatus() {
    return lastStatus;
  }

  /// The child claims its ports; they are believed if it has them and nobody else does. If not, it
  /// may be about to fail: what else it has to say is heard before that counts.
  void bound(Ports ports) {
    if (launch.spec().ports() instanceof PortSource.ByNothing) {
      boundAfterAll(ports);
      return;
    }
    if (isTooLate("its ports") || start.hasClaimed()) {
      return;
    }
    long reported = System.nanoTime();
    check(ports, start::doubt)
        .ifPresent(
            ownership -> {
              start.learn(Fact.BOUND);
              tell(new ChildEvent.Bound(ports, ownership, reported));
            });
  }

  /// A child that need not have ports has some.
  private void boundAfterAll(Ports ports) {
    long reported = System.nanoTime();
    check(ports, why -> tell(new ChildEvent.Status(why.message(), Map.of())))
        .ifPresent(ownership -> tell(new ChildEvent.Bound(ports, ownership, reported)));
  }

  /// @param refused told if it does not have them for itself
  private Optional<Ownership> check(Ports ports, Consumer<Verdict> refused) {
    Ownership all = new Ownership.Held();
    for (Optional<Endpoint> port : ports.byName().values()) {
      if (port.isEmpty()) {
        continue;
      }
      switch (launch.means().owners().check(child, port.get())) {
        case Ownership.Held _ -> {}
        case Ownership.CannotTell unknown -> all = unknown;
        case Ownership.NotHeld(String why) -> {
          refused.accept(new Verdict.NotOwner(port.get().port(), why));
          return Optional.empty();
        }
      }
    }
    return Optional.of(all);
  }

  private void ready() {
    if (isTooLate("that it is ready")) {
      return;
    }
    if (start.knows(Fact.BOUND)) {
      start.learn(Fact.READY);
    } else if (!start.knows(Fact.DOUBTED)) {
      start.refuse(new Verdict.Malformed("READY came before BOUND", "\"NODECTL/1 READY\""));
    }
  }

  private void extend(Report.Extend extend) {
    if (!start.isSettled()) {
      long now = launch.means().loop().now();
      tell(new ChildEvent.Extended(start.extend(now, extend.by())));
    }
  }

  /// A child that has failed or is being stopped may report still; that changes nothing.
  private boolean isTooLate(String what) {
    if (start.isSettled() && !start.knows(Fact.READY)) {
      log().info("{} reported {} while it was being stopped", launch.spec().name(), what);
    }
    return start.isSettled();
  }

  /// What breaks the protocol fails a child that must keep to it. One that is ready serves others:
  /// it is not stopped for that, since any of its descendants may have written it.
  private void complain(Verdict verdict, String what) {
    boolean mustReport = launch.spec().ports() instanceof PortSource.ByReport;
    if (mustReport && !start.isSettled()) {
      start.refuse(verdict);
      return;
    }
    log().warn("a report of {} was refused: {}", launch.spec().name(), what);
    if (start.knows(Fact.READY)) {
      tell(
          mustReport
              ? new ChildEvent.Refused(verdict, what)
              : new ChildEvent.Status("goes on, but a report was refused: " + what, Map.of()));
    }
  }

  void tell(ChildEvent event) {
    tell(launch.listener(), event);
  }

  /// A listener that throws must not keep the child from being watched.
  static void tell(ChildListener listener, ChildEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      log().error("bug in a listener of child events", e);
    }
  }

  // Not a static field: most runs never log, and their start should not pay for it.
  private static Logger log() {
    return LoggerFactory.getLogger(Hearing.class);
  }
}
