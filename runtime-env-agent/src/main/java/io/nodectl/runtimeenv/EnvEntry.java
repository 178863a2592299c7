package io.nodectl.runtimeenv;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One environment of this node: what became of it, and who uses it. Only who has entered may
/// change it; everybody may look.
final class EnvEntry {
  private final ReentrantLock door = new ReentrantLock();
  private final References references = new References();
  private final BuildLogs logs;

  /// Whether references to what was built are held.
  private boolean holds;

  private volatile @Nullable Made made;
  private volatile long total;
  private volatile boolean gone;

  EnvEntry(Optional<Path> logFolder) {
    this.logs = new BuildLogs(logFolder);
  }

  /// What became of it, when, and how long that took.
  ///
  /// @param at a time that only grows, in nanoseconds
  record Made(Outcome outcome, long at, Duration took) {}

  /// Waits until nobody else has it in hand.
  ///
  /// @return false if it has been forgotten meanwhile
  boolean enter() throws InterruptedException {
    door.lockInterruptibly();
    if (gone) {
      door.unlock();
      return false;
    }
    return true;
  }

  /// The same if nobody has it in hand.
  boolean tryEnter() {
    if (door.tryLock()) {
      if (!gone) {
        return true;
      }
      door.unlock();
    }
    return false;
  }

  void leave() {
    door.unlock();
  }

  /// What became of it; empty while it is made for the first time.
  Optional<Made> made() {
    return Optional.ofNullable(made);
  }

  long references() {
    return total;
  }

  BuildLogs logs() {
    return logs;
  }

  /// Whether an answer that was given before holds for this wish, too.
  boolean isStillGood(Shelves shelves, long now, Duration failuresKept)
      throws IOException, InterruptedException {
    Made known = made;
    return known != null
        && switch (known.outcome) {
          case Outcome.Created created -> holds || hold(created, shelves);
          case Outcome.Refused refused ->
              !refused.passing() && now - known.at <= failuresKept.toNanos();
        };
  }

  private boolean hold(Outcome.Created created, Shelves shelves)
      throws IOException, InterruptedException {
    holds = shelves.takeAgain(created.things());
    return holds;
  }

  void became(Made now) {
    made = now;
    holds = now.outcome instanceof Outcome.Created;
  }

  /// Counts a reference of who asks, if it is there; lets go of what was built if nobody counts.
  ///
  /// @param dead whether who asks is not there any more
  void use(String source, boolean dead, Shelves shelves) {
    if (holds && !dead && References.isCounted(source)) {
      references.take(source);
    }
    settle(shelves);
  }

  /// Takes a reference back.
  ///
  /// @return false if that source has none
  boolean giveBack(String source, Shelves shelves) {
    boolean had = references.giveBack(source);
    settle(shelves);
    return had;
  }

  void forgetPredecessors(String source, Shelves shelves) {
    references.forgetPredecessors(source);
    settle(shelves);
  }

  private void settle(Shelves shelves) {
    total = references.total();
    Made known = made;
    if (total == 0 && holds && known != null && known.outcome instanceof Outcome.Created created) {
      holds = false;
      shelves.release(created.things());
    }
  }

  /// Nobody may enter any more.
  void forget() {
    gone = true;
  }
}
