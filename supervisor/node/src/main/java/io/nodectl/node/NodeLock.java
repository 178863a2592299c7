package io.nodectl.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A lock that says that somebody is alive: the system releases it when its holder dies, however it
/// dies.
///
/// It is a POSIX record lock (fcntl(2)), which is lost as soon as its holder closes *any*
/// descriptor of the file. So a lock file is opened once, never read, and closed only to let the
/// lock go.
final class NodeLock implements AutoCloseable {
  /// A channel that nobody refers to is closed by the garbage collector.
  private static final List<NodeLock> UNTIL_DEATH = new CopyOnWriteArrayList<>();

  private final FileChannel channel;

  private NodeLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock; empty if somebody else holds it.
  static Optional<NodeLock> tryTake(Path file) throws ProblemException {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new NodeLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw ProblemException.of("lock " + file, e);
    }
  }

  /// The same, but makes neither file nor folder.
  ///
  /// @return empty also if there is no such file: then nobody ever held it
  static Optional<NodeLock> tryTakeExisting(Path file) throws ProblemException {
    return Files.exists(file) ? tryTake(file) : Optional.empty();
  }

  /// Takes the lock as soon as nobody else holds it. Blocks; interrupting the thread ends the wait
  /// with an exception.
  static NodeLock take(Path file) throws ProblemException {
    FileChannel channel = open(file);
    try {
      FileLock _ = channel.lock();
      return new NodeLock(channel);
    } catch (IOException e) {
      throw ProblemException.of("wait for " + file, e);
    }
  }

  /// The same, but not for ever.
  ///
  /// @return empty if somebody else holds it all that time
  static Optional<NodeLock> takeWithin(Path file, Duration atMost)
      throws ProblemException, InterruptedException {
    FutureTask<NodeLock> taking = new FutureTask<>(() -> take(file));
    Thread.ofPlatform().daemon().name("take-lock").start(taking);
    try {
      return Optional.of(taking.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException stillHeld) {
      taking.cancel(true);
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static FileChannel open(Path file) throws ProblemException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw ProblemException.of("open " + file, e);
    }
  }

  /// Leaves it to the system to let the lock go, when this process has ended.
  void keepUntilDeath() {
    UNTIL_DEATH.add(this);
  }

  /// Lets the lock go.
  @Override
  public void close() throws ProblemException {
    try {
      channel.close();
    } catch (IOException e) {
      throw ProblemException.of("release a lock", e);
    }
  }
}
