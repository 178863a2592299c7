package io.nodectl.runtimeenv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The environments of this node, each with the number of those who use it.
///
/// As in Ray 2.60.0 (`agent/runtime_env_agent.py`): a wish takes a reference; one that fails gives
/// it back, and the failure is remembered for ten minutes; the last reference takes the environment
/// with it; references of client servers are not counted. All methods may be called from any
/// thread.
final class RuntimeEnvs {
  /// Ray's BAD_RUNTIME_ENV_CACHE_TTL_SECONDS.
  static final Duration FAILURE_KEPT = Duration.ofMinutes(10);

  /// How many entries without references are kept. Ray keeps them all; a client that asks for ever
  /// new environments would fill our small heap.
  static final int MAX_UNUSED = 1000;

  private static final String NOT_COUNTED = "client_server";

  private final EnvironmentMaker maker;
  private final LongSupplier nanos;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// @param nanos a clock that only grows, such as System::nanoTime
  RuntimeEnvs(EnvironmentMaker maker, LongSupplier nanos) {
    this.maker = maker;
    this.nanos = nanos;
  }

  /// One environment, for those who ask what there is.
  record State(String runtimeEnv, long references, Outcome outcome, Duration creationTime) {}

  /// @param source who asks, such as `raylet`
  Outcome getOrCreate(String runtimeEnv, String source) {
    Entry made = known(runtimeEnv);
    Entry entry = made == null ? make(runtimeEnv) : made;
    synchronized (entries) {
      forgetUnused();
      // Another request for the same text may have come first; its entry counts the references.
      Entry first = entries.putIfAbsent(runtimeEnv, entry);
      Entry current = first == null ? entry : first;
      if (current.outcome instanceof Outcome.Created && !source.equals(NOT_COUNTED)) {
        current.references++;
      }
      return current.outcome;
    }
  }

  /// Gives one reference back; an environment that nobody took is left as it is.
  void release(String runtimeEnv, String source) {
    synchronized (entries) {
      Entry entry = entries.get(runtimeEnv);
      if (entry == null || entry.references == 0 || source.equals(NOT_COUNTED)) {
        return;
      }
      entry.references--;
      if (entry.references == 0) {
        entries.remove(runtimeEnv);
      }
    }
  }

  /// All environments, or the first of them; {@link #size} tells how many there are.
  ///
  /// @param limit how many at most
  List<State> states(OptionalLong limit) {
    synchronized (entries) {
      forgetUnused();
      List<State> states = new ArrayList<>();
      for (Map.Entry<String, Entry> each : entries.entrySet()) {
        if (limit.isPresent() && states.size() >= limit.getAsLong()) {
          break;
        }
        Entry entry = each.getValue();
        states.add(new State(each.getKey(), entry.references, entry.outcome, entry.creationTime));
      }
      return states;
    }
  }

  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private @Nullable Entry known(String runtimeEnv) {
    synchronized (entries) {
      forgetUnused();
      return entries.get(runtimeEnv);
    }
  }

  private Entry make(String runtimeEnv) {
    long begun = nanos.getAsLong();
    Outcome outcome = maker.make(runtimeEnv);
    long ended = nanos.getAsLong();
    return new Entry(outcome, ended, Duration.ofNanos(ended - begun));
  }

  /// Old failures, and the oldest of too many that nobody refers to.
  private void forgetUnused() {
    long now = nanos.getAsLong();
    entries.values().removeIf(entry -> entry.isOldFailure(now));
    int unused = 0;
    for (Entry entry : entries.values()) {
      unused += entry.references == 0 ? 1 : 0;
    }
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (unused >= MAX_UNUSED && oldestFirst.hasNext()) {
      if (oldestFirst.next().references == 0) {
        oldestFirst.remove();
        unused--;
      }
    }
  }

  private static final class Entry {
    private final Outcome outcome;
    private final long madeAt;
    private final Duration creationTime;
    private long references;

    Entry(Outcome outcome, long madeAt, Duration creationTime) {
      this.outcome = outcome;
      this.madeAt = madeAt;
      this.creationTime = creationTime;
    }

    boolean isOldFailure(long now) {
      return outcome instanceof Outcome.Refused && now - madeAt > FAILURE_KEPT.toNanos();
    }
  }
}
