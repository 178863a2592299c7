package io.nodectl.process;

import io.nodectl.spawn.FileWatch;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.Spawner;
import io.nodectl.spawn.SystemCallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/// The children of this process, from launch to reaping.
///
/// One platform thread, `children`, starts them, waits in one poll for what they report, print and
/// how they end, keeps their deadlines, and ends whatever they leave behind. A second one,
/// `children-log`, writes their output to disk.
///
/// This process becomes a subreaper (prctl(2)): descendants that lose their parent become its
/// children and are killed, unless they are in its own session.
public final class Children implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Means means;
  private final AtomicBoolean closed = new AtomicBoolean();

  // Only for the loop's thread.
  private final Set<LiveChild> alive = new HashSet<>();
  private final List<FileWatch> watches = new ArrayList<>();
  private boolean warm;

  private Children(Means means) {
    this.means = means;
  }

  /// Begins with no child.
  ///
  /// @throws io.nodectl.spawn.SystemCallException if there is no free descriptor
  public static Children start() {
    EventLoop loop = new EventLoop(Poller.open());
    Orphans orphans = new Orphans(loop);
    Means means =
        new Means(
            loop,
            Spawner.start(),
            new LogWriter(),
            orphans,
            new PortOwners(),
            new byte[Means.BUFFER]);
    ProcessTree.becomeSubreaper();
    means.logs().start();
    loop.add(new OrphanPatrol(orphans));
    loop.start();
    return new Children(means);
  }

  /// Launches a child. A program that fails, or cannot be started, is a verdict that the listener
  /// is told, never an exception.
  ///
  /// @param readyWithin from the launch until it must be ready; the child may extend it to ten
  ///     minutes after the launch
  /// @param listener called on the thread of this object, not before this method is running
  /// @return the child, whose process may not be there yet
  /// @throws IllegalStateException after {@link #close}
  public ManagedChild launch(ChildSpec spec, Duration readyWithin, ChildListener listener) {
    if (closed.get()) {
      throw new IllegalStateException("no child is launched any more: this is closed");
    }
    LiveChild child = new LiveChild(new Launch(spec, readyWithin, listener, means));
    means.loop().execute(() -> begin(child));
    return child;
  }

  /// Has a task run on the thread of this object: whoever hears from it knows that this thread
  /// lives. The task must not block.
  public void execute(Runnable task) {
    means.loop().execute(task);
  }

  /// Has an action run on the thread of this object once, and whenever something was removed from a
  /// folder or renamed, or the folder itself was; it must not block. Where the kernel cannot tell,
  /// which is logged, it is not run again.
  public void watchForLosses(Path folder, Runnable action) {
    means
        .loop()
        .execute(
            () -> {
              try {
                FileWatch watch = FileWatch.ofLosses(folder);
                watches.add(watch);
                means.loop().poller().watch(watch.fd(), Interest.READ, () -> tell(watch, action));
              } catch (SystemCallException e) {
                LoggerFactory.getLogger(Children.class)
                    .warn("nobody would notice that {} is removed: {}", folder, e.getMessage());
              }
              // It may have happened before anybody watched.
              action.run();
            });
  }

  private static void tell(FileWatch watch, Runnable action) {
    watch.drain();
    action.run();
  }

  private void begin(LiveChild child) {
    alive.add(child);
    child.begin();
    if (!warm) {
      warm = true;
      new WarmUp(means).start();
    }
    CompletableFuture<Void> _ = child.gone().thenRun(() -> gone(child));
  }

  private void gone(LiveChild child) {
    alive.remove(child);
    if (closed.get() && alive.isEmpty()) {
      end();
    }
  }

  /// Looks after the output of this very process, if it goes to that file: when that is full, or
  /// gone, another one takes its place.
  public void keepOwnOutput(Path log) {
    means.logs().keepOwn(log);
  }

  /// Kills the children that are left, reaps them and ends the threads; waits five seconds for that
  /// at most. Whoever wants an orderly end stops the children first. Not to be called by a
  /// listener.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    means.loop().execute(this::killAll);
    try {
      means.loop().join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    means.loop().execute(this::end);
    means.spawner().close();
    means.logs().close();
  }

  private void killAll() {
    if (alive.isEmpty()) {
      end();
    }
    alive.forEach(LiveChild::kill);
  }

  private void end() {
    means.orphans().close();
    for (FileWatch watch : watches) {
      means.loop().poller().unwatch(watch.fd());
      watch.close();
    }
    watches.clear();
    means.loop().end();
  }
}
