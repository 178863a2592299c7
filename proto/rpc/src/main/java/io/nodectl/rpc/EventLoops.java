package io.nodectl.rpc;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The event loop that all servers and channels of a process share; it lives as long as one of them
/// does.
///
/// It is not left to the end of the JVM: HotSpot waits 300 ms there for threads in native code
/// (`VM_Exit::wait_for_threads_in_native_to_block`, JDK 25), and an idle event loop sits in
/// epoll_wait(2).
final class EventLoops {

  static final EventLoops SHARED = new EventLoops();

  private static final Duration CLOSING_TAKES = Duration.ofSeconds(1);

  private @Nullable EventLoopGroup group;
  private int users;

  EventLoops() {}

  /// Counts one more user.
  ///
  /// @return the loop, on daemon threads
  synchronized EventLoopGroup enter() {
    users++;
    EventLoopGroup current = group;
    if (current == null) {
      current = Transport.newEventLoop();
      group = current;
    }
    return current;
  }

  /// Counts one user less. The last one ends the loop.
  void leave() {
    EventLoopGroup last = withoutOne();
    if (last != null) {
      var _ = last.shutdownGracefully(0, CLOSING_TAKES.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// The same, and waits until the loop has ended, if it does. Not to be called from the loop.
  void leaveAndWait() {
    EventLoopGroup last = withoutOne();
    if (last != null) {
      last.shutdownGracefully(0, CLOSING_TAKES.toMillis(), TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(CLOSING_TAKES.toMillis());
    }
  }

  private synchronized @Nullable EventLoopGroup withoutOne() {
    users--;
    if (users > 0) {
      return null;
    }
    EventLoopGroup last = group;
    group = null;
    return last;
  }
}
