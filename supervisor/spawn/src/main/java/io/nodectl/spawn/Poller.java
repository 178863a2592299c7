package io.nodectl.spawn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Waits for many descriptors and a limit of time at once, in one poll(2).
///
/// All methods but [#wakeUp] belong to one platform thread. Actions run on it, inside [#await], and
/// may watch and unwatch. A descriptor must be unwatched before the next await once it is closed.
public final class Poller implements AutoCloseable {
  private static final Libc.Function POLL = new Libc.Function("poll");
  private static final Libc.Function EVENTFD = new Libc.Function("eventfd");

  // struct pollfd of poll(2).
  private static final int POLLFD_SIZE = 8;
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int POLLNVAL = 32;
  private static final int FOR_EVER = -1;

  private final Fd wakeUps;
  private final Map<Fd, Watch> watches = new LinkedHashMap<>();

  // Not a record: a watch is told from an equal one by identity, and the first equals of a record
  // is slow in a JVM that has just started.
  private static final class Watch {
    private final Fd fd;
    private final Interest interest;
    private final Runnable action;

    Watch(Fd fd, Interest interest, Runnable action) {
      this.fd = fd;
      this.interest = interest;
      this.action = action;
    }
  }

  private Poller(Fd wakeUps) {
    this.wakeUps = wakeUps;
  }

  /// A poller that watches nothing yet.
  ///
  /// @throws SystemCallException EMFILE, ENFILE: no free descriptor for its eventfd(2)
  public static Poller open() {
    int number = EVENTFD.int32(0, Fd.O_CLOEXEC | Fd.O_NONBLOCK);
    return new Poller(Fd.owned(SystemCallException.check("eventfd", number)));
  }

  /// Runs the action in every [#await] in which the descriptor is ready, also when it only failed
  /// or was hung up. It takes the place of an earlier watch of the same descriptor.
  public void watch(Fd fd, Interest interest, Runnable action) {
    watches.put(fd, new Watch(fd, interest, action));
  }

  /// Forgets a descriptor, closed or not; its action does not run any more, not even in the await
  /// that is running.
  public void unwatch(Fd fd) {
    watches.remove(fd);
  }

  /// Ends the await that is running, or else the next one. It may be called from any thread, and
  /// has no effect on a closed poller.
  public void wakeUp() {
    byte[] one = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(1).array();
    try {
      wakeUps.write(one, 0, one.length);
    } catch (IllegalStateException e) {
      // Closed: nobody waits here any more.
      return;
    }
  }

  /// Waits until a watched descriptor is ready, [#wakeUp] is called or the limit has passed, then
  /// runs the actions of all that are ready. What an action throws ends the await; what is still
  /// ready is found by the next one.
  ///
  /// @param limit zero or negative means not to wait at all; empty means for ever
  /// @return false if only the limit has passed
  /// @throws IllegalStateException on a virtual thread, or if a watched descriptor is closed
  public boolean await(Optional<Duration> limit) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a poll would keep the carrier of a virtual thread");
    }
    List<Watch> asked = new ArrayList<>(watches.values());
    try (Block fds = Block.of((asked.size() + 1) * POLLFD_SIZE)) {
      ask(fds, 0, wakeUps, Interest.READ);
      for (int i = 0; i < asked.size(); i++) {
        ask(fds, i + 1, asked.get(i).fd, asked.get(i).interest);
      }
      int ready = poll(fds, asked.size() + 1, limit);
      if (revents(fds, 0) != 0) {
        wakeUps.read(new byte[Long.BYTES]);
      }
      run(fds, asked);
      return ready > 0;
    }
  }

  private static void ask(Block fds, int index, Fd fd, Interest interest) {
    fds.bytes().putInt(index * POLLFD_SIZE, fd.number());
    fds.bytes().putShort(index * POLLFD_SIZE + EVENTS, interest.events());
  }

  private static short revents(Block fds, int index) {
    return fds.bytes().getShort(index * POLLFD_SIZE + REVENTS);
  }

  // The JVM's own signals end a poll with EINTR, so what is left of the limit is counted anew.
  private static int poll(Block fds, int count, Optional<Duration> limit) {
    long start = System.nanoTime();
    while (true) {
      int wait = FOR_EVER;
      if (limit.isPresent()) {
        wait = milliseconds(limit.get().minusNanos(System.nanoTime() - start));
      }
      int result = POLL.int32(fds.address(), count, wait);
      if (result != -Errno.EINTR) {
        return SystemCallException.check("poll", result);
      }
    }
  }

  // Rounded up: a poll that ended early would be repeated with a limit of 0.
  private static int milliseconds(Duration left) {
    if (left.isNegative()) {
      return 0;
    }
    long most = Integer.MAX_VALUE;
    if (left.toSeconds() >= most / 1000) {
      return Integer.MAX_VALUE;
    }
    return (int) ((left.toNanos() + 999_999) / 1_000_000);
  }

  private void run(Block fds, List<Watch> asked) {
    for (int i = 0; i < asked.size(); i++) {
      Watch watch = asked.get(i);
      short revents = revents(fds, i + 1);
      boolean stillWatched = watches.get(watch.fd) == watch;
      if (revents == 0 || !stillWatched) {
        continue;
      }
      if ((revents & POLLNVAL) != 0) {
        throw new IllegalStateException(watch.fd + " is watched but not open");
      }
      watch.action.run();
    }
  }

  /// Closes the poller, not what it watches.
  @Override
  public void close() {
    watches.clear();
    wakeUps.close();
  }
}
