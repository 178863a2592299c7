package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.LaunchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Workers that nobody uses at the moment, by what they are: whatever was asked for but its name
/// and id. On the thread of the workers.
final class Pool {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

  private final WorkerThread thread;
  private final Consumer<Worker> tooLong;
  private final Map<LaunchRequest, List<Idle>> idle = new HashMap<>();

  private record Idle(Worker worker, Future<?> limit) {}

  /// @param tooLong ends one that was idle for too long
  Pool(WorkerThread thread, Consumer<Worker> tooLong) {
    this.thread = thread;
    this.tooLong = tooLong;
  }

  static LaunchRequest kind(LaunchRequest request) {
    return request.toBuilder().clearWorkerId().clearName().clearHops().clearPool().build();
  }

  /// How many of that kind are idle, or on their way.
  int count(LaunchRequest kind) {
    return idle.getOrDefault(kind, List.of()).size();
  }

  /// Nobody uses it from now on.
  void add(Worker worker) {
    worker.idle = true;
    long limitMs = worker.terms.request().getPool().getIdleLimitMs();
    Duration limit = limitMs == 0 ? USUAL_LIMIT : Duration.ofMillis(limitMs);
    Future<?> end =
        thread.after(
            limit,
            () -> {
              if (worker.idle) {
                remove(worker);
                tooLong.accept(worker);
              }
            });
    idle.computeIfAbsent(kind(worker.terms.request()), _ -> new ArrayList<>())
        .add(new Idle(worker, end));
  }

  /// Takes one of that kind, one that is ready if there is one.
  Optional<Worker> take(LaunchRequest kind) {
    List<Idle> some = idle.getOrDefault(kind, List.of());
    Optional<Worker> chosen =
        some.stream()
            .map(Idle::worker)
            .filter(worker -> worker.life.state() instanceof LifeState.Ready)
            .findFirst()
            .or(() -> some.stream().map(Idle::worker).findFirst());
    chosen.ifPresent(this::remove);
    return chosen;
  }

  /// It is in use again, or over; nothing happens if it was not idle.
  void remove(Worker worker) {
    worker.idle = false;
    LaunchRequest kind = kind(worker.terms.request());
    List<Idle> some = idle.get(kind);
    if (some == null) {
      return;
    }
    some.stream()
        .filter(one -> one.worker().equals(worker))
        .forEach(one -> one.limit().cancel(false));
    some.removeIf(one -> one.worker().equals(worker));
    if (some.isEmpty()) {
      idle.remove(kind);
    }
  }
}
