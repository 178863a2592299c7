package io.nodectl.runtimeenv.shelf;

import io.nodectl.environment.InvalidEnvironment;
import io.nodectl.environment.plugin.SetupFailed;
import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The things of one kind: built when somebody first asks, kept after the last one has gone, and
/// removed when they are too large together, the one first that nobody has used for longest. What
/// is in use is never removed, so the limit may be passed.
///
/// All methods may be called from any thread. Those who ask for the same thing at the same time
/// wait for one build; if that fails, the next of them tries.
public final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final ShelfFolder place;
  private final long limitBytes;
  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private final LongAdder built = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private boolean open;

  /// @param folder made when it is needed
  /// @param limitBytes of all things together
  public Shelf(Path folder, long limitBytes) {
    this.place = new ShelfFolder(folder);
    this.limitBytes = limitBytes;
  }

  /// What happened here since the start of the process.
  public record Counts(long built, long found, long evicted) {}

  /// A thing that lies here.
  ///
  /// @param references how many environments use it
  /// @param bytes the size of all its files
  public record Resident(String uri, int references, long bytes) {}

  /// Learns what an earlier process left here, and puts away what it did not finish; comes before
  /// everything else by itself.
  ///
  /// @return the folders to be removed, which nobody uses
  public List<Path> open() throws IOException {
    synchronized (items) {
      if (open) {
        return List.of();
      }
      place.make();
      List<ShelfRecord> whole = place.records();
      List<Path> trash = place.putAwayUnfinished(whole);
      whole.forEach(record -> item(record.uri()).learn(record));
      open = true;
      return trash;
    }
  }

  /// Takes a reference to a thing, which is built if it is not there.
  ///
  /// @return its folder, which stays until [#release]
  /// @throws SetupFailed if it cannot be built, or not in time
  public Path obtain(String uri, TimeLimit limit, Builder builder)
      throws InvalidEnvironment, SetupFailed, IOException, InterruptedException {
    remove(open());
    Item item = item(uri);
    if (!item.enter(limit)) {
      throw SetupFailed.forNow("it is still being made for somebody else");
    }
    boolean isNew;
    Path folder;
    try {
      isNew = item.take(limit, builder);
      folder = item.folder();
    } finally {
      item.leave();
    }
    (isNew ? built : found).increment();
    if (isNew) {
      evict(limitBytes);
    }
    return folder;
  }

  /// Takes a further reference to a thing that was obtained before.
  ///
  /// @return false if it has been removed since
  public boolean takeAgain(String uri) throws IOException, InterruptedException {
    TimeLimit limit = TimeLimit.fromNow(Optional.empty());
    Item item = item(uri);
    item.enterNow();
    try {
      return item.takeIfHere(limit);
    } finally {
      item.leave();
    }
  }

  /// Gives a reference back.
  public void release(String uri) {
    Item item = item(uri);
    item.enterNow();
    try {
      item.release();
    } catch (IOException e) {
      LOG.warn("the lock of {} cannot be given back", uri, e);
    } finally {
      item.leave();
    }
    evict(limitBytes);
  }

  /// Removes what nobody uses, the longest unused first, until the rest is not larger than that.
  ///
  /// @param most in bytes; 0 removes all that nobody uses
  /// @return how many bytes went
  public long evict(long most) {
    long freed = 0;
    for (String uri : Eviction.victims(unused(), totalBytes(), most)) {
      freed += evict(item(uri));
    }
    return freed;
  }

  private long evict(Item item) {
    item.enterNow();
    try {
      long bytes = item.bytes();
      Optional<Path> trash = item.discardIfUnused();
      if (trash.isEmpty()) {
        return 0;
      }
      evicted.increment();
      Trees.remove(trash.get());
      return bytes;
    } catch (IOException e) {
      LOG.warn("what nobody uses cannot be removed", e);
      return 0;
    } finally {
      item.leave();
    }
  }

  /// Removes folders that were put away; what cannot be removed is told and left for the next
  /// start.
  public static void remove(List<Path> trash) {
    for (Path folder : trash) {
      try {
        Trees.remove(folder);
      } catch (IOException e) {
        LOG.warn("a left-over cannot be removed", e);
      }
    }
  }

  private Item item(String uri) {
    return items.computeIfAbsent(uri, key -> new Item(place.thing(key)));
  }

  private List<Eviction.Unused> unused() {
    List<Eviction.Unused> unused = new ArrayList<>();
    items.forEach(
        (uri, item) -> {
          if (item.references() == 0 && item.isHere()) {
            unused.add(new Eviction.Unused(uri, item.bytes(), item.lastUsed()));
          }
        });
    return unused;
  }

  /// The size of all things, in bytes.
  public long totalBytes() {
    return items.values().stream().mapToLong(Item::bytes).sum();
  }

  /// The things that lie here.
  public List<Resident> residents() {
    List<Resident> residents = new ArrayList<>();
    items.forEach(
        (uri, item) -> {
          if (item.isHere()) {
            residents.add(new Resident(uri, item.references(), item.bytes()));
          }
        });
    return residents;
  }

  /// What happened here.
  public Counts counts() {
    return new Counts(built.sum(), found.sum(), evicted.sum());
  }
}
