package io.nodectl.node;

import io.nodectl.spawn.ServiceManager;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// What the supervisor says to the service manager that runs it, and to the journal.
final class ServiceVoice implements StepListener {
  private final ServiceManager manager;
  private final Consumer<String> journal;

  /// What was not delivered: it is said again with the next news or sign of life.
  private final Queue<List<String>> unheard = new ArrayDeque<>();

  private volatile Duration start = Duration.ZERO;

  /// @param journal gets a line for each change of the node's state
  ServiceVoice(ServiceManager manager, Consumer<String> journal) {
    this.manager = manager;
    this.journal = journal;
  }

  /// The node's start begins.
  ///
  /// @param timeout how long it may take
  void begins(Duration timeout) {
    start = timeout;
  }

  /// Gives signs of life as often as the manager wants them.
  ///
  /// @param ask posts a {@link NodeEvent.SignOfLife} by way of every thread that the node cannot
  ///     be without: only when it comes back to {@link #stepped} they all live, and it is told
  void keepBeating(Runnable ask) {
    manager.watchdog().ifPresent(within -> Heartbeat.start(within.dividedBy(2), ask));
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (event instanceof NodeEvent.SignOfLife) {
      repeat();
      manager.tell(List.of("WATCHDOG=1"));
      return;
    }
    if (event instanceof NodeEvent.Reloaded && step.state().isUp()) {
      say(List.of("READY=1", "STATUS=" + ServiceWords.text(step.state())));
      return;
    }
    say(ServiceWords.of(event, before, step.state(), start));
    if (before.phase() != step.state().phase() && step.state().phase() == NodePhase.FAILED) {
      step.state().problem().ifPresent(this::lastWords);
    }
  }

  /// What the node was started with is read anew; {@link NodeEvent.Reloaded} says that it is.
  void reloading() {
    say(List.of("RELOADING=1", "MONOTONIC_USEC=" + System.nanoTime() / 1000, "STATUS=reloading"));
  }

  /// There will be no node.
  void failed(Problem problem) {
    say(ServiceWords.failed(problem));
    lastWords(problem);
  }

  private void lastWords(Problem problem) {
    problem.logTail().forEach(line -> journal.accept("  | " + line));
  }

  /// Says it now, or as soon as it is heard.
  synchronized void say(List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    unheard.add(words);
    repeat();
    for (String word : words) {
      if (word.startsWith("STATUS=")) {
        journal.accept(word.substring("STATUS=".length()));
      }
    }
  }

  private synchronized void repeat() {
    for (List<String> next = unheard.peek(); next != null; next = unheard.peek()) {
      if (!manager.tell(next)) {
        return;
      }
      unheard.remove(next);
    }
  }
}
