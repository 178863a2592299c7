package io.nodectl.runtimeenv.shelf;

import io.nodectl.environment.plugin.TimeLimit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// This process's hold on one thing, against other processes: alone, to build or remove it, or
/// shared, to use it. It ends with the process, however that ends (fcntl(2)).
///
/// A process may have one for each file at a time, since closing another one would end the first.
/// The file is empty and stays: whoever removed it could take it from somebody who waits for it.
///
/// @param channel holds the lock as long as it is open
record KeyLock(FileChannel channel) implements AutoCloseable {
  /// How a thing is held.
  enum Kind {
    ALONE,
    SHARED
  }

  /// Takes it now or not at all.
  static Optional<KeyLock> tryTake(Path file, Kind kind) throws IOException {
    FileChannel channel = open(file);
    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, kind == Kind.SHARED);
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new KeyLock(channel));
  }

  /// Takes it as soon as others let it; empty if that takes too long.
  static Optional<KeyLock> take(Path file, Kind kind, TimeLimit limit)
      throws IOException, InterruptedException {
    Optional<KeyLock> free = tryTake(file, kind);
    return free.isPresent() ? free : await(open(file), kind, limit);
  }

  /// Waits on a thread of its own: it would hold up the carrier of a virtual one.
  private static Optional<KeyLock> await(FileChannel channel, Kind kind, TimeLimit limit)
      throws IOException, InterruptedException {
    CompletableFuture<KeyLock> taken = new CompletableFuture<>();
    Thread.ofPlatform().name("lock").daemon().start(() -> take(channel, kind, taken));
    try {
      Optional<Duration> left = limit.left();
      return Optional.of(
          left.isEmpty() ? taken.get() : taken.get(left.get().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      channel.close();
      return Optional.empty();
    } catch (InterruptedException e) {
      channel.close();
      throw e;
    } catch (ExecutionException e) {
      channel.close();
      throw new IOException("a lock cannot be taken: " + e.getCause(), e);
    }
  }

  private static void take(FileChannel channel, Kind kind, CompletableFuture<KeyLock> to) {
    try {
      var _ = channel.lock(0, Long.MAX_VALUE, kind == Kind.SHARED);
      to.complete(new KeyLock(channel));
    } catch (IOException | RuntimeException e) {
      to.completeExceptionally(e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
