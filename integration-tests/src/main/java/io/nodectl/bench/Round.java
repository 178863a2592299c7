package io.nodectl.bench;

import io.nodectl.machine.Proc;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// What is done with one contender in one run.
///
/// @param wanted the figures to measure; what they do not need is not done
record Round(Set<Figure> wanted, Measurements measurements) {
  /// How long a head is left alone before its memory is read: start-up work of both sides is over
  /// by then.
  private static final int SETTLE_SECONDS = 5;

  private static final Set<Figure> OF_HEAD =
      Set.of(
          Figure.START_HEAD, Figure.MEMORY, Figure.STATUS, Figure.NODES, Figure.STOP, Figure.WIRE);

  /// Runs a head through all it can do, then a cluster of two.
  void play(Contender contender) throws InterruptedException {
    if (wants(OF_HEAD)) {
      head(contender);
    }
    if (wanted.contains(Figure.START_ADDRESS)) {
      contender.startHead();
      time(contender, Figure.START_ADDRESS, contender.startAddress());
      contender.stop();
    }
  }

  /// The figures that Ray has no like of.
  void playOursOnly(Nodectl nodectl) throws InterruptedException {
    if (wants(Set.of(Figure.RESTART, Figure.DECISION, Figure.IDLE))) {
      nodectl.startHead();
      if (wants(Set.of(Figure.RESTART, Figure.DECISION))) {
        new RestartTrial(nodectl, measurements).play();
      }
      idle(nodectl);
      nodectl.stop();
    }
    if (wanted.contains(Figure.LOG_PATH)) {
      measurements.add(nodectl.side(), Figure.LOG_PATH, new LogPathTrial(nodectl).share());
    }
    if (wanted.contains(Figure.DEATH)) {
      measurements.add(nodectl.side(), Figure.DEATH, new DeathTrial(nodectl).millis());
    }
  }

  /// Once is enough for what takes a minute.
  private void idle(Nodectl nodectl) throws InterruptedException {
    if (wanted.contains(Figure.IDLE) && measurements.of(nodectl.side(), Figure.IDLE).isEmpty()) {
      settle();
      measurements.add(nodectl.side(), Figure.IDLE, new IdleTrial(nodectl).percent());
    }
  }

  private void head(Contender contender) throws InterruptedException {
    time(contender, Figure.START_HEAD, contender.startHead());
    if (wanted.contains(Figure.WIRE) && contender instanceof Nodectl nodectl) {
      wire(nodectl);
    }
    if (wanted.contains(Figure.MEMORY)) {
      settle();
      measurements.addMemory(contender.side(), memory(contender.processes()));
    }
    if (wanted.contains(Figure.STATUS)) {
      time(contender, Figure.STATUS, contender.status());
    }
    if (wanted.contains(Figure.NODES)) {
      time(contender, Figure.NODES, contender.nodes());
    }
    time(contender, Figure.STOP, contender.stop());
  }

  private void wire(Nodectl nodectl) {
    Path session = Path.of(nodectl.statusOfHead().path("session").asString());
    for (double millis :
        WireTimes.millis(
            JsonMapper.shared().readTree(session.resolve("start-trace.json").toFile()))) {
      measurements.add(nodectl.side(), Figure.WIRE, millis);
    }
  }

  private void time(Contender contender, Figure figure, Timed timed) {
    if (wanted.contains(figure)) {
      measurements.add(contender.side(), figure, timed.seconds());
    }
  }

  private boolean wants(Set<Figure> some) {
    return some.stream().anyMatch(wanted::contains);
  }

  private static Map<String, Double> memory(List<Proc> processes) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (Proc process : processes) {
      byName.merge(ProcNames.of(process), process.megabytes(), Double::sum);
    }
    return byName;
  }

  private static void settle() throws InterruptedException {
    // Nothing ever counts this down: it is a wait that can be interrupted.
    boolean _ = new CountDownLatch(1).await(SETTLE_SECONDS, TimeUnit.SECONDS);
  }
}
