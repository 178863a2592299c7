package io.nodectl.gcs.tasks;

import io.nodectl.messages.ray.RayErrorInfo;
import io.nodectl.messages.ray.TaskAttempt;
import io.nodectl.messages.ray.TaskEventData;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskStateUpdate;
import io.nodectl.messages.ray.TaskStatus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What has happened to tasks, lately. When there is too much the attempts that have ended go
/// first, the oldest of them before the others; it is counted. A pure state for one thread.
final class TaskLog {

  /// How much is kept.
  ///
  /// @param attempts at tasks
  /// @param bytes of all that was told of them
  /// @param bytesEach of what was told of one attempt; what comes then is dropped
  record Limits(int attempts, long bytes, int bytesEach) {
    /// As many attempts as Ray 2.60 keeps. The bytes are ours, for a heap of half a gigabyte.
    static final Limits USUAL = new Limits(100_000, 64L << 20, 256 << 10);
  }

  private final Limits limits;
  private final Map<AttemptKey, Attempt> running = new LinkedHashMap<>();
  private final Map<AttemptKey, Attempt> ended = new LinkedHashMap<>();

  /// Of these something is missing; what else is told of them is worth nothing. As many as there
  /// are attempts, at most.
  private final Set<AttemptKey> dropped = new LinkedHashSet<>();

  private long bytes;
  private long profileEventsDropped;
  private long statesDropped;

  TaskLog(Limits limits) {
    this.limits = limits;
  }

  /// Takes in what a worker tells.
  void add(TaskEventData data) {
    profileEventsDropped += data.getNumProfileEventsDropped();
    for (TaskAttempt attempt : data.getDroppedTaskAttemptsList()) {
      drop(AttemptKey.of(attempt));
    }
    data.getEventsByTaskList().forEach(this::add);
  }

  /// Declares attempts failed that have not ended.
  ///
  /// @param doomed which ones
  /// @param error why
  /// @param atNanos when, nanoseconds since the epoch
  void fail(Predicate<Attempt> doomed, RayErrorInfo error, long atNanos) {
    TaskStateUpdate failure =
        TaskStateUpdate.newBuilder()
            .putStateTsNs(TaskStatus.FAILED_VALUE, atNanos)
            .setErrorInfo(error)
            .build();
    List<AttemptKey> failing = new ArrayList<>();
    running.forEach(
        (key, attempt) -> {
          if (doomed.test(attempt)) {
            failing.add(key);
          }
        });
    for (AttemptKey key : failing) {
      add(
          TaskEvents.newBuilder()
              .setTaskId(key.task())
              .setAttemptNumber(key.attempt())
              .setStateUpdates(failure)
              .build());
    }
  }

  /// All attempts, the latest first.
  List<Attempt> latestFirst() {
    List<Attempt> all = new ArrayList<>(ended.values());
    all.addAll(running.values());
    return all.reversed();
  }

  Optional<Attempt> find(AttemptKey key) {
    return Optional.ofNullable(running.containsKey(key) ? running.get(key) : ended.get(key));
  }

  int size() {
    return running.size() + ended.size();
  }

  long profileEventsDropped() {
    return profileEventsDropped;
  }

  long statesDropped() {
    return statesDropped;
  }

  private void add(TaskEvents told) {
    AttemptKey key = AttemptKey.of(told);
    if (dropped.contains(key)) {
      count(told.getProfileEvents().getEventsCount(), told.hasStateUpdates());
      return;
    }
    Attempt attempt = find(key).orElseGet(Attempt::new);
    if (attempt.bytes() + told.getSerializedSize() > limits.bytesEach()) {
      count(told.getProfileEvents().getEventsCount(), told.hasStateUpdates());
      return;
    }
    bytes -= attempt.bytes();
    attempt.add(told);
    bytes += attempt.bytes();
    if (attempt.hasEnded()) {
      running.remove(key);
      ended.put(key, attempt);
    } else {
      running.put(key, attempt);
    }
    makeRoom();
  }

  private void makeRoom() {
    while (size() > limits.attempts() || bytes > limits.bytes()) {
      Iterator<AttemptKey> oldest = (ended.isEmpty() ? running : ended).keySet().iterator();
      drop(oldest.next());
    }
  }

  private void drop(AttemptKey key) {
    find(key)
        .ifPresent(
            attempt -> {
              bytes -= attempt.bytes();
              count(attempt.profileEvents(), attempt.hasStates());
            });
    running.remove(key);
    ended.remove(key);
    dropped.add(key);
    if (dropped.size() > limits.attempts()) {
      var first = dropped.iterator();
      first.next();
      first.remove();
    }
  }

  private void count(int profileEvents, boolean states) {
    profileEventsDropped += profileEvents;
    statesDropped += states ? 1 : 0;
  }
}
