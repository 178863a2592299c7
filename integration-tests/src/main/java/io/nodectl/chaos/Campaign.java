package io.nodectl.chaos;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Hits one head again and again; a node that has ended is started anew.
public final class Campaign {
  private static final long FIND_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Target target;
  private final Consumer<String> talk;
  private final Ledger ledger = new Ledger();
  private final Inspection inspection;
  private final Tally tally = new Tally();

  private Campaign(Target target, Consumer<String> talk) {
    this.target = target;
    this.talk = talk;
    this.inspection = new Inspection(target, ledger);
  }

  /// Plays it, and stops the node at the end.
  ///
  /// @param program the packaged `nodectl`
  /// @param seed the same seed draws the same blows
  /// @param talk told of every round
  public static Tally play(Path program, int rounds, long seed, Consumer<String> talk)
      throws InterruptedException, IOException {
    try (Target target = Target.of(program)) {
      return new Campaign(target, talk).play(rounds, new Random(seed));
    }
  }

  private Tally play(int rounds, Random random) throws InterruptedException, IOException {
    for (int round = 1; round <= rounds && tally.findings().isEmpty(); round++) {
      Blow blow = Blow.draw(random);
      String name = "round " + round + " of " + rounds + ": " + blow;
      Aftermath aftermath = strike(blow);
      List<String> found = inspect(aftermath);
      tally.add(name, aftermath, found);
      talk.accept(name + ": " + aftermath.text() + (found.isEmpty() ? "" : " " + found));
    }
    if (tally.findings().isEmpty()) {
      readAllBack();
    }
    tally.lines(ledger.acknowledged()).forEach(talk);
    return tally;
  }

  private Aftermath strike(Blow blow) throws InterruptedException {
    return switch (blow.moment()) {
      case START -> inStart(blow);
      case STEADY -> atWork(blow, false);
      case RESTART -> atWork(blow, true);
      case STOP -> inStop(blow);
    };
  }

  private Aftermath inStart(Blow blow) throws InterruptedException {
    Call.Ended _ = target.beginStop().await();
    Call start = target.beginStart();
    Set<Long> killed = new HashSet<>();
    pause(blow.delayMillis());
    long since = kill(blow.victim(), killed);
    boolean started = start.await().code() == 0;
    Watch watch = new Watch(target, since);
    boolean takesTheNode = !killed.isEmpty() && !blow.victim().isComponent();
    return started && !takesTheNode ? watch.untilSettled(killed) : watch.untilGone();
  }

  private Aftermath atWork(Blow blow, boolean inRestart) throws InterruptedException {
    JsonNode status = running();
    Set<Long> killed = new HashSet<>();
    try (Ledger.Writing _ = ledger.write(status)) {
      pause(inRestart ? 0 : blow.delayMillis());
      if (inRestart) {
        kill(blow.first(), killed);
        pause(blow.delayMillis());
      }
      int before = killed.size();
      long since = kill(blow.victim(), killed);
      Watch watch = new Watch(target, since);
      boolean takesTheNode = killed.size() > before && !blow.victim().isComponent();
      return takesTheNode ? watch.untilGone() : watch.untilSettled(killed);
    }
  }

  private Aftermath inStop(Blow blow) throws InterruptedException {
    running();
    Call stop = target.beginStop();
    pause(blow.delayMillis());
    long since = kill(blow.victim(), new HashSet<>());
    stop.await();
    return new Watch(target, since).untilGone();
  }

  /// The status of the node, which is started if it is down.
  private JsonNode running() throws InterruptedException {
    if (target.processes().isEmpty()) {
      Call.Ended ended = target.beginStart().await();
      if (ended.code() != 0) {
        throw new IllegalStateException("the node does not start again: " + ended.err());
      }
    }
    return target.status().orElseThrow();
  }

  /// @return when it was done
  private long kill(Victim victim, Set<Long> killed) {
    Optional<Proc> found = target.find(victim);
    long begun = System.nanoTime();
    while (found.isEmpty()
        && System.nanoTime() - begun < FIND_NANOS
        && !target.processes().isEmpty()) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      found = target.find(victim);
    }
    if (found.isEmpty()) {
      tally.missed();
      return System.nanoTime();
    }
    long now = System.nanoTime();
    found.get().kill();
    killed.add(found.get().pid());
    return now;
  }

  private List<String> inspect(Aftermath aftermath) throws InterruptedException, IOException {
    return switch (aftermath) {
      case Aftermath.ReadyAgain _ -> inspection.ofReady(target.status().orElseThrow());
      case Aftermath.Gone _ -> inspection.ofGone();
      case Aftermath.Stuck _ -> List.of();
    };
  }

  private void readAllBack() throws InterruptedException {
    List<Long> missing = ledger.missingOfAll(running());
    if (!missing.isEmpty()) {
      tally.finding("acknowledged keys are missing at the end: " + missing);
    }
    Call.Ended _ = target.beginStop().await();
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
