package io.nodectl.raylet.workers;

import io.nodectl.raylet.resources.Grant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// All that is known of one worker; touched on the thread of the workers only.
final class Worker {
  private static final int MOST_NOTES = 100;
  private static final int MOST_ENDS = 20;

  final WorkerId id;
  final Terms terms;
  final Clockings times;
  final OutputFan output = new OutputFan();
  final List<Watcher> watchers = new ArrayList<>(1);
  final Deque<Note> notes = new ArrayDeque<>(4);
  final Deque<PastEnd> ends = new ArrayDeque<>(1);

  /// Names of ports and where they are; a path begins with `unix:`.
  final Map<String, String> ports = new TreeMap<>();

  WorkerLife life;
  Grant grant = Grant.NONE;
  @Nullable LaunchedProgram program;
  @Nullable Future<?> timer;
  @Nullable HealthWatch health;
  String context = "";
  String reason = "";
  String portsUnchecked = "";
  long pid;
  boolean idle;

  Worker(WorkerId id, WorkerLife life, long nowMs) {
    this.id = id;
    this.life = life;
    this.terms = life.terms();
    this.times = new Clockings(nowMs);
  }

  /// When what happened, in milliseconds since the epoch; 0: not yet.
  static final class Clockings {
    final long asked;
    long launched;
    long ready;
    long ended;

    Clockings(long asked) {
      this.asked = asked;
    }
  }

  String name() {
    String name = terms.request().getName();
    return name.isEmpty() ? id.shortened() : name;
  }

  boolean isOver() {
    return life.state().isFinal();
  }

  boolean waitsForResources() {
    return life.state() instanceof LifeState.Pending(LifeState.Lack lack)
        && lack == LifeState.Lack.RESOURCES;
  }

  /// Nobody is told any more where it is.
  void withdraw() {
    ports.clear();
    portsUnchecked = "";
    pid = 0;
  }

  void note(Note note) {
    if (notes.size() == MOST_NOTES) {
      notes.removeFirst();
    }
    notes.addLast(note);
  }

  void remember(PastEnd end) {
    if (ends.size() == MOST_ENDS) {
      ends.removeFirst();
    }
    ends.addLast(end);
  }

  /// Ends the time that runs for it, if any.
  void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
