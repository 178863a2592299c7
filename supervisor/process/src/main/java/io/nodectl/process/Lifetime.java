package io.nodectl.process;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Records;
import io.nodectl.spawn.Child;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One child from its start to its reaping, on the loop's thread.
///
/// ```
/// starting --> ready ----------------+--> dead --> swept and drained --> Ended
///     |                              |
///     +------> failed --> ending ----+
/// ```
final class Lifetime implements EventLoop.Timed, PortFinder.Finding {
  private static final ExitStatus SUCCESS = new ExitStatus.Exited(0);

  private final Launch launch;
  private final EventLoop loop;
  private final Streams streams;
  private final Child child;
  private final PortFinder finder;
  private final StartWatch start;
  private final Hearing hearing;
  private final Ending ending;
  private boolean failed;
  private boolean told;
  private @Nullable ExitStatus exit;
  private List<String> holders = List.of();
  private boolean swept;
  private boolean finished;
  private long lingerUntil = EventLoop.NEVER;

  Lifetime(Launch launch, Streams streams, PortFinder finder, Ending ending) {
    this.launch = launch;
    this.loop = launch.means().loop();
    this.streams = streams;
    this.child = streams.child();
    this.finder = finder;
    this.start = new StartWatch(new StartDeadline(loop.now(), launch.readyWithin()));
    this.hearing = new Hearing(launch, child.identity(), start);
    this.ending = ending;
  }

  void begin() {
    if (!(launch.spec().ports() instanceof PortSource.ByReport)) {
      start.learn(Fact.REPORTS_OTHERWISE);
    }
    if (launch.spec().scrutiny().jdwp()) {
      JdwpEar ear = new JdwpEar(port -> hearing.tell(new ChildEvent.DebuggerAwaited(port)));
      streams.outputs().hearWith(ear::hear);
    }
    finder.observe(streams);
    Poller poller = loop.poller();
    poller.watch(streams.report().readEnd(), Interest.READ, this::reported);
    streams.outputs().begin(this::finishIfDone);
    poller.watch(child.pidfd(), Interest.READ, this::died);
    loop.add(this);
    hearing.tell(new ChildEvent.Launched(child.pid()));
    finder.begin(child.pid(), this);
  }

  /// What goes to and from the process.
  Streams streams() {
    return streams;
  }

  void order(Order order, byte[] record) {
    if (streams.orders() != null && exit == null) {
      streams.orders().send(order, record);
    }
  }

  void holdDeadline(boolean still) {
    start.hold(loop.now(), still);
  }

  /// Ends the child; no verdict is given on one that was wished to end.
  ///
  /// @param wish with the grace for all of its end
  void stop(Order.Stop wish) {
    start.settle();
    finder.close();
    if (exit == null) {
      end(wish);
    }
  }

  private void end(Order.Stop wish) {
    Duration grace = wish.grace();
    long now = loop.now();
    boolean hears = streams.orders() != null;
    ending.plan(
        StopPlan.begin(now, grace, hears ? StopPlan.Hearing.ORDERS : StopPlan.Hearing.SIGNALS));
    if (hears && !told && !grace.isZero()) {
      told = true;
      Order stop = new Order.Stop(StopPlan.graceOfOrder(grace), wish.again());
      order(stop, Records.encode(stop));
    }
    ending.advance(now, child, streams.orders());
  }

  private void reported() {
    List<Decoded> all = streams.report().drain(launch.means().buffer());
    // Junk right behind a report belongs to it: who writes that has failed, and was never ready.
    boolean junk = all.stream().anyMatch(decoded -> !(decoded instanceof Decoded.Reported));
    for (Decoded decoded : all) {
      hearing.hear(decoded);
      if (!junk) {
        judge();
      }
    }
    if (streams.report().hasEnded()) {
      loop.poller().unwatch(streams.report().readEnd());
      start.learn(Fact.PIPE_ENDED);
    }
    judge();
  }

  /// The pipe is drained before the death is judged, because a child may report and exit at once.
  /// Its group is killed before it is reaped: until then its number is nobody else's.
  private void died() {
    hearing.tell(new ChildEvent.Exited());
    loop.poller().unwatch(child.pidfd());
    reported();
    if (!start.isSettled() && !streams.report().hasEnded()) {
      holders = PipeHolders.of(streams.report().readEnd().inode());
    }
    streams.outputs().takeRest();
    child.signalGroup(Signal.KILL);
    exit = child.reap().orElseThrow();
    if (!exit.equals(SUCCESS)) {
      finder.diedEarly();
    }
    start.learn(Fact.EXITED);
    judge();
    lingerUntil = loop.now() + Patience.nanos(Patience.OUTPUT_END);
    launch.means().orphans().sweep();
    launch.means().orphans().whenNone(this::swept);
  }

  private void swept() {
    swept = true;
    finishIfDone();
  }

  @Override
  public void ports(Ports ports) {
    hearing.bound(ports);
    if (start.knows(Fact.BOUND)) {
      start.learn(Fact.READY);
    }
    judge();
  }

  @Override
  public void needsNone() {
    start.learn(Fact.BOUND);
    start.learn(Fact.READY);
    judge();
  }

  @Override
  public void refused(Verdict verdict) {
    start.refuse(verdict);
    judge();
  }

  @Override
  public long dueAt() {
    long due = Math.min(Math.min(start.dueAt(), finder.dueAt()), lingerUntil);
    return exit == null ? Math.min(due, ending.dueAt()) : due;
  }

  @Override
  public void onTime(long now) {
    finder.onTime(now);
    if (start.dueAt() <= now) {
      if (!child.identity().isAlive()) {
        start.believeTheDead();
      }
      reported();
    }
    if (exit == null) {
      ending.advance(now, child, streams.orders());
    }
    finishIfDone();
  }

  // What follows

  private void judge() {
    switch (start.judge(loop.now())) {
      case WAIT, WAIT_FOR_ITS_EXIT -> {}
      case READY -> {
        finder.close();
        hearing.tell(new ChildEvent.Ready());
      }
      case AS_REPORTED -> fail(start.reported());
      case DIED ->
          fail(
              new Verdict.Died(
                  Objects.requireNonNull(exit),
                  streams.outputs().shownLines(),
                  start.hasClaimed(),
                  holders));
      case CLOSED -> fail(new Verdict.ClosedWithoutReporting(start.knows(Fact.BOUND)));
      case TOO_LATE ->
          fail(
              new Verdict.TooLate(
                  start.patience(),
                  start.missing(),
                  hearing.lastStatus(),
                  streams.outputs().shownLines()));
    }
    if (start.knows(Fact.READY) && start.knows(Fact.REFUSED) && !failed) {
      fail(start.reported());
    }
  }

  private void fail(Verdict verdict) {
    failed = true;
    finder.close();
    hearing.tell(new ChildEvent.Failed(verdict));
    if (exit != null) {
      return;
    }
    if (verdict instanceof Verdict.OwnWords) {
      // It is about to exit by itself, with a status worth showing.
      ending.plan(StopPlan.afterOwnWords(loop.now()));
    } else {
      end(new Order.Stop(Patience.AFTER_VERDICT));
    }
  }

  private void finishIfDone() {
    boolean quiet = swept && streams.outputs().haveEnded();
    if (exit == null || finished || !(quiet || loop.now() >= lingerUntil)) {
      return;
    }
    finished = true;
    reported();
    streams.outputs().takeRest();
    loop.remove(this);
    loop.poller().unwatch(streams.report().readEnd());
    streams.close();
    hearing.tell(new ChildEvent.Ended(exit, streams.outputs().shownLines()));
    ending.over();
  }
}
