package io.nodectl.runtimeenv.shelf;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import io.nodectl.runtimeenv.shelf.KeyLock.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One thing of a shelf, there or not. Only who has entered may change it; everybody may look.
final class Item {
  private final Thing thing;
  private final ReentrantLock door = new ReentrantLock();

  /// Held as long as there are references.
  private @Nullable KeyLock lock;

  private volatile @Nullable ShelfRecord record;
  private final AtomicInteger references = new AtomicInteger();
  private volatile long lastUsed = System.nanoTime();

  Item(Thing thing) {
    this.thing = thing;
  }

  /// Waits until nobody else has it in hand.
  ///
  /// @return false if that takes too long
  boolean enter(TimeLimit limit) throws InterruptedException {
    Optional<Duration> left = limit.left();
    if (left.isPresent()) {
      return door.tryLock(left.get().toNanos(), TimeUnit.NANOSECONDS);
    }
    door.lockInterruptibly();
    return true;
  }

  void enterNow() {
    door.lock();
  }

  void leave() {
    door.unlock();
  }

  /// Whether it is here, as far as this process knows.
  boolean isHere() {
    return record != null;
  }

  int references() {
    return references.get();
  }

  long bytes() {
    ShelfRecord known = record;
    return known == null ? 0 : known.bytes();
  }

  long lastUsed() {
    return lastUsed;
  }

  Path folder() {
    ShelfRecord known = record;
    if (known == null) {
      throw new IllegalStateException("it is not here");
    }
    return thing.folder(known);
  }

  /// Is told of what an earlier process left.
  void learn(ShelfRecord found) {
    record = found;
  }

  /// Takes a reference if it is here.
  boolean takeIfHere(TimeLimit limit) throws IOException, InterruptedException {
    if (references.get() == 0) {
      Optional<KeyLock> shared = KeyLock.take(thing.lockFile(), Kind.SHARED, limit);
      if (shared.isEmpty()) {
        return false;
      }
      record = thing.record().orElse(null);
      if (record == null) {
        shared.get().close();
        return false;
      }
      lock = shared.get();
    }
    references.incrementAndGet();
    return true;
  }

  /// Takes a reference, and builds it if neither this nor another process has.
  ///
  /// @return whether it was built here
  boolean take(TimeLimit limit, Builder builder)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    boolean built = false;
    while (!takeIfHere(limit)) {
      Optional<KeyLock> alone = KeyLock.take(thing.lockFile(), Kind.ALONE, limit);
      if (alone.isEmpty()) {
        throw SetupFailed.forNow("another process is still making it, or just using it");
      }
      try (KeyLock _ = alone.get()) {
        if (thing.record().isEmpty()) {
          ShelfRecord _ = thing.build(builder);
          built = true;
        }
      }
    }
    return built;
  }

  /// Gives a reference back.
  void release() throws IOException {
    if (references.get() > 0) {
      int left = references.decrementAndGet();
      lastUsed = System.nanoTime();
      KeyLock held = lock;
      if (left == 0 && held != null) {
        lock = null;
        held.close();
      }
    }
  }

  /// Takes it off the shelf unless somebody uses it.
  ///
  /// @return the folder to be removed; empty if it stays, or was not here
  Optional<Path> discardIfUnused() throws IOException {
    ShelfRecord known = record;
    if (references.get() > 0 || known == null) {
      return Optional.empty();
    }
    Optional<KeyLock> alone = KeyLock.tryTake(thing.lockFile(), Kind.ALONE);
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    try (KeyLock _ = alone.get()) {
      Optional<ShelfRecord> now = thing.record();
      if (now.isEmpty()) {
        record = null;
        return Optional.empty();
      }
      if (Occupants.has(thing.folder(now.get()))) {
        return Optional.empty();
      }
      record = null;
      return Optional.of(thing.discard(now.get()));
    }
  }
}
