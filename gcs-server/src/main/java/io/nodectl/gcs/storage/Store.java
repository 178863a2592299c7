package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one way to the cluster's state: questions and changes come in from any thread, one thread
/// carries them out in that order.
///
/// What waits when the thread gets to it is carried out together and committed once, however many
/// asked; nobody is answered before that. So an answer never tells of what could still be lost,
/// and the disk's pace limits the number of commits, not that of changes.
public final class Store implements AutoCloseable {

  private static final long CLOSING_TAKES_MS = 5000;

  private final Storage.Opener opener;
  private final TaskQueue waiting = new TaskQueue();
  private final Thread thread;
  private volatile @Nullable Listener listener;
  private volatile @Nullable LiveTables open;
  private volatile Meter meter = () -> Watch.NOBODY;

  /// A store that takes questions, and answers them once it is open.
  public Store(Storage.Opener opener) {
    this.opener = opener;
    this.thread = Thread.ofPlatform().name("store").daemon().unstarted(this::run);
  }

  /// Hears, on the store's thread, what is no answer to anybody.
  public interface Listener {
    /// It cannot be opened; whoever asks is told so.
    void unusable(StorageUnusable why);

    /// It failed in a way that will not pass.
    void broke(StorageFailed why);
  }

  /// Measures how long who asks has to wait. Called by whoever asks; must not block.
  @FunctionalInterface
  public interface Meter {
    /// Somebody asks.
    ///
    /// @return told when he is answered
    Watch asked();
  }

  /// Measures one question. Called on the store's thread; must not block.
  @FunctionalInterface
  public interface Watch {
    /// Measures nothing.
    Watch NOBODY = (_, _) -> {};

    /// The question was answered.
    ///
    /// @param waitedNanos until the store's thread turned to it
    /// @param tookNanos until its answer, with that
    void answered(long waitedNanos, long tookNanos);
  }

  /// Has it measured from now on.
  public void measureWith(Meter chosen) {
    meter = chosen;
  }

  /// Opens it, on its own thread; to be called once.
  public void open(Listener told) {
    listener = told;
    thread.start();
  }

  /// Asks or changes something.
  ///
  /// @param work carried out on the store's thread, perhaps more than once; must not block
  /// @return its result once all that it changed or saw is kept, or [StorageFailed], and then
  ///     nothing was changed; what follows from it runs on the store's thread and must not block
  public <T> CompletableFuture<T> ask(Function<Tables, T> work) {
    var task = new Task<>(work, new Answer<T>(this::onThread), meter.asked());
    waiting.add(task);
    return task.answer;
  }

  /// Runs something on the store's thread, in its turn; at once if this is that thread.
  private void onThread(Runnable what) {
    if (Thread.currentThread() == thread) {
      what.run();
    } else {
      var turn = new Task<>(_ -> true, new CompletableFuture<>(), Watch.NOBODY);
      var _ = turn.answer.whenComplete((_, _) -> what.run());
      waiting.add(turn);
    }
  }

  /// A row that is kept, if it needs neither a disk nor the store's thread to know it; empty says
  /// nothing. So nobody has to wait for the writers who reads what nobody writes.
  public <V> Optional<V> peek(Table<V> table, ByteString key) {
    LiveTables tables = open;
    return tables == null ? Optional.empty() : tables.peek(table, key);
  }

  /// Writes all that is kept into a new store, as of one moment. Nobody else is answered meanwhile.
  ///
  /// @param copy in a folder that is there, and empty
  public CompletableFuture<Boolean> copyTo(SqliteFile copy) {
    var task = Task.alone(tables -> copied(tables, copy), new Answer<Boolean>(this::onThread));
    waiting.add(task);
    return task.answer;
  }

  private static boolean copied(LiveTables tables, SqliteFile copy) {
    try {
      tables.copyTo(copy);
      return true;
    } catch (StorageUnusable e) {
      throw new StorageFailed(e.getMessage(), StorageFailed.Course.PASSING, e);
    }
  }

  /// Where a copy may lie for a moment.
  public Path scratch() {
    return opener.scratch();
  }

  /// Carries out what was asked so far, and ends.
  @Override
  public void close() {
    waiting.add(Task.last());
    try {
      thread.join(CLOSING_TAKES_MS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (Storage storage = opener.open()) {
      LiveTables tables = load(storage);
      open = tables;
      serve(tables);
    } catch (StorageUnusable e) {
      tell().unusable(e);
      refuse(List.of(), new StorageFailed(e.getMessage(), StorageFailed.Course.LASTING, e));
    }
  }

  private static LiveTables load(Storage storage) throws StorageUnusable {
    try {
      return LiveTables.load(storage);
    } catch (StorageFailed e) {
      throw new StorageUnusable(e.getMessage(), e.retry());
    }
  }

  private void serve(LiveTables tables) {
    List<Task<?>> batch;
    do {
      batch = waiting.next(tables.pulse());
      try {
        carryOut(tables, batch);
      } catch (RuntimeException e) {
        // Not even the way back could be gone: what the tables hold now is not known.
        giveUp(batch, e);
        return;
      }
    } while (batch.isEmpty() || !batch.getLast().isLast());
  }

  private void carryOut(LiveTables tables, List<Task<?>> batch) {
    if (batch.isEmpty()) {
      showLife(tables);
    } else if (batch.getFirst().isAlone() || !together(tables, batch)) {
      // One of them may be the cause, and the others innocent.
      batch.forEach(task -> alone(tables, task));
    }
  }

  private void giveUp(List<Task<?>> batch, RuntimeException cause) {
    open = null;
    StorageFailed why =
        new StorageFailed(
            "the cluster's state cannot be worked on any more: " + cause.getMessage(),
            StorageFailed.Course.UNTIL_RESTART,
            cause);
    tell().broke(why);
    refuse(batch, why);
  }

  private static boolean together(LiveTables tables, List<Task<?>> batch) {
    try {
      batch.forEach(task -> task.work(tables));
      tables.commit();
    } catch (RuntimeException _) {
      tables.rollback();
      return false;
    }
    batch.forEach(Task::answer);
    return true;
  }

  private void showLife(LiveTables tables) {
    try {
      tables.commit();
    } catch (StorageFailed e) {
      if (e.isLasting()) {
        tell().broke(e);
      }
    }
  }

  private void alone(LiveTables tables, Task<?> task) {
    try {
      task.work(tables);
      tables.commit();
      task.answer();
    } catch (RuntimeException e) {
      tables.rollback();
      task.answer.completeExceptionally(e);
      if (e instanceof StorageFailed failed && failed.isLasting()) {
        tell().broke(failed);
      }
    }
  }

  /// Refuses these, and whatever comes after them.
  private void refuse(List<Task<?>> first, StorageFailed why) {
    List<Task<?>> batch = first;
    batch.forEach(task -> task.answer.completeExceptionally(why));
    while (batch.isEmpty() || !batch.getLast().isLast()) {
      batch = waiting.next(Optional.empty());
      batch.forEach(task -> task.answer.completeExceptionally(why));
    }
  }

  private Listener tell() {
    Listener told = listener;
    if (told == null) {
      throw new IllegalStateException("the store runs before it was opened");
    }
    return told;
  }
}
