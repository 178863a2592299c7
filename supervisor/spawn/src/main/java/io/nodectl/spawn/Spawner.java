package io.nodectl.spawn;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// Starts children, one at a time, from one platform thread that lives as long as the spawner.
///
/// One thread, because the kernel ties some of a child's fate to the thread that made it, not to
/// the process (PR_SET_PDEATHSIG of prctl(2)), and the carrier of a virtual thread comes and goes.
public final class Spawner implements AutoCloseable {
  private static final Libc.Function SIGNAL = new Libc.Function("signal");
  private static final int SIG_DFL = 0;

  private final ExecutorService thread;

  private Spawner(ExecutorService thread) {
    this.thread = thread;
  }

  /// A spawner that begins to link the native functions on its own thread at once: start it early,
  /// and the first spawn finds them ready.
  ///
  /// It sets SIGCHLD to its default effect for the whole process (signal(2)): with SIGCHLD ignored,
  /// as a parent may have left it, the kernel would throw exit statuses away.
  public static Spawner start() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("spawner").daemon(true).factory());
    thread.execute(() -> SIGNAL.int64(Signal.CHLD.number(), SIG_DFL));
    return new Spawner(thread);
  }

  /// Starts a program, and returns once it is executing (posix_spawn(3)).
  ///
  /// It may be called from any thread. An interrupt does not end the wait, which takes
  /// milliseconds, because the child would be lost; the thread's interrupt status is kept.
  ///
  /// @throws SpawnException if the program cannot be executed
  /// @throws IllegalStateException if the spawner or a listed descriptor is closed
  public Child spawn(SpawnSpec spec) throws SpawnException {
    Callable<Child> task = () -> PosixSpawn.run(spec);
    Future<Child> started;
    try {
      started = thread.submit(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the spawner is closed", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return started.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrown(Objects.requireNonNull(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SpawnException thrown(Throwable cause) {
    return switch (cause) {
      case SpawnException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError("a spawn throws nothing else", cause);
    };
  }

  /// Lets a spawn that is running finish, then ends the thread. Children live on.
  @Override
  public void close() {
    thread.close();
  }
}
