package io.nodectl.runtimeenv;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The environments of this node, each with those who use it.
///
/// As in Ray 2.60.0 (`agent/runtime_env_agent.py`): a wish takes a reference; one that fails takes
/// none, and the failure is remembered for ten minutes, unless it may go well the next time; the
/// last reference takes the environment with it, not what was built for it; references of client
/// servers are not counted. All methods may be called from any thread. Wishes for the same text
/// wait for each other, others do not.
final class RuntimeEnvs {
  /// Ray's BAD_RUNTIME_ENV_CACHE_TTL_SECONDS.
  static final Duration FAILURE_KEPT = Duration.ofMinutes(10);

  /// How many entries without references are kept. Ray keeps them all; a client that asks for ever
  /// new environments would fill our small heap.
  static final int MAX_UNUSED = 1000;

  private final EnvironmentMaker maker;
  private final Optional<Path> logs;
  private final LongSupplier nanos;
  private final Map<String, EnvEntry> entries = new LinkedHashMap<>();
  private final Successions successions = new Successions();
  private final LongAdder created = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cached = new LongAdder();

  /// @param logs the folder for the log of each environment
  /// @param nanos a clock that only grows, such as System::nanoTime
  RuntimeEnvs(EnvironmentMaker maker, Optional<Path> logs, LongSupplier nanos) {
    this.maker = maker;
    this.logs = logs;
    this.nanos = nanos;
  }

  /// One environment, for those who ask what there is.
  ///
  /// @param made empty while it is made for the first time
  record State(String runtimeEnv, long references, Optional<EnvEntry.Made> made) {}

  /// How wishes ended since the start of the process.
  record Counts(long created, long failed, long cached) {}

  /// Takes a reference to an environment, which is made if it is not there.
  Outcome getOrCreate(Wish wish) throws InterruptedException, IOException {
    comes(wish.source());
    while (true) {
      EnvEntry entry = entry(wish.runtimeEnv());
      if (entry.enter()) {
        try {
          Outcome outcome = outcome(entry, wish);
          // Its own raylet may have died meanwhile, and the next one said so.
          entry.use(wish.source(), successions.isSucceeded(wish.source()), maker.shelves());
          return outcome;
        } finally {
          entry.leave();
        }
      }
    }
  }

  private Outcome outcome(EnvEntry entry, Wish wish) throws InterruptedException, IOException {
    if (entry.isStillGood(maker.shelves(), nanos.getAsLong(), FAILURE_KEPT)) {
      cached.increment();
    } else {
      long begun = nanos.getAsLong();
      Outcome outcome = maker.make(wish, entry.logs());
      long ended = nanos.getAsLong();
      entry.became(new EnvEntry.Made(outcome, ended, Duration.ofNanos(ended - begun)));
      (outcome instanceof Outcome.Created ? created : failed).increment();
    }
    return entry.made().orElseThrow().outcome();
  }

  /// Gives one reference back; the last one takes the environment with it. Those of the source's
  /// predecessors go in any case.
  ///
  /// @return false if that source has none to this environment
  boolean release(String runtimeEnv, String source) throws InterruptedException {
    if (!References.isCounted(source)) {
      return true;
    }
    comes(source);
    EnvEntry entry;
    synchronized (entries) {
      entry = entries.get(runtimeEnv);
    }
    if (entry == null || !entry.enter()) {
      return false;
    }
    try {
      boolean had = entry.giveBack(source, maker.shelves());
      if (had && entry.references() == 0) {
        remove(runtimeEnv, entry);
      }
      return had;
    } finally {
      entry.leave();
    }
  }

  /// All environments, or the first of them; {@link #size} tells how many there are.
  ///
  /// @param limit how many at most
  List<State> states(OptionalLong limit) {
    forgetUnused();
    synchronized (entries) {
      List<State> states = new ArrayList<>();
      for (Map.Entry<String, EnvEntry> each : entries.entrySet()) {
        if (limit.isPresent() && states.size() >= limit.getAsLong()) {
          break;
        }
        EnvEntry entry = each.getValue();
        states.add(new State(each.getKey(), entry.references(), entry.made()));
      }
      return states;
    }
  }

  int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  /// What is told of how an environment was made; empty if nobody has asked for it.
  ///
  /// @param from the number of the first line that is not known yet
  Optional<BuildLog.News> progress(String runtimeEnv, long from) {
    EnvEntry entry;
    synchronized (entries) {
      entry = entries.get(runtimeEnv);
    }
    return entry == null ? Optional.empty() : entry.logs().since(from);
  }

  Counts counts() {
    return new Counts(created.sum(), failed.sum(), cached.sum());
  }

  private EnvEntry entry(String runtimeEnv) {
    forgetUnused();
    synchronized (entries) {
      return entries.computeIfAbsent(runtimeEnv, _ -> new EnvEntry(logs));
    }
  }

  /// A source says something: those before it are dead.
  private void comes(String source) {
    successions.comes(source);
    for (Map.Entry<String, EnvEntry> each : copy()) {
      EnvEntry entry = each.getValue();
      if (entry.references() > 0 && entry.tryEnter()) {
        try {
          entry.forgetPredecessors(source, maker.shelves());
          if (entry.references() == 0) {
            remove(each.getKey(), entry);
          }
        } finally {
          entry.leave();
        }
      }
    }
  }

  /// Old failures, and the oldest of too many that nobody refers to.
  private void forgetUnused() {
    long now = nanos.getAsLong();
    List<Map.Entry<String, EnvEntry>> unused = copy();
    unused.removeIf(each -> each.getValue().references() > 0);
    int surplus = unused.size() - MAX_UNUSED;
    for (Map.Entry<String, EnvEntry> each : unused) {
      EnvEntry entry = each.getValue();
      boolean goes = isOldFailure(entry, now) || surplus > 0;
      if (goes && entry.tryEnter()) {
        if (entry.references() == 0) {
          remove(each.getKey(), entry);
          surplus--;
        }
        entry.leave();
      }
    }
  }

  private static boolean isOldFailure(EnvEntry entry, long now) {
    Optional<EnvEntry.Made> made = entry.made();
    return made.isPresent()
        && made.get().outcome() instanceof Outcome.Refused
        && now - made.get().at() > FAILURE_KEPT.toNanos();
  }

  private List<Map.Entry<String, EnvEntry>> copy() {
    synchronized (entries) {
      return new ArrayList<>(entries.entrySet());
    }
  }

  private void remove(String runtimeEnv, EnvEntry entry) {
    entry.forget();
    synchronized (entries) {
      entries.remove(runtimeEnv, entry);
    }
  }
}
