package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ListeningSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Looks at the listening sockets of a child's process tree until the port is there.
///
/// Such a program cannot tell, and the kernel tells nobody when a socket begins to listen, so this
/// is the one place that looks again and again: after 10 ms at first, then ever more seldom, every
/// 250 ms at last. It ends with the child's deadline.
final class PortProbe implements PortFinder {
  private static final long FIRST_PAUSE = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(250).toNanos();

  private final PortSource.ByProbe wanted;
  private final EventLoop loop;
  private long pid;
  private @Nullable Finding finding;
  private long pause = FIRST_PAUSE;
  private long dueAt = EventLoop.NEVER;

  PortProbe(PortSource.ByProbe wanted, EventLoop loop) {
    this.wanted = wanted;
    this.loop = loop;
  }

  @Override
  public void begin(long pid, Finding finding) {
    this.pid = pid;
    this.finding = finding;
    dueAt = loop.now() + pause;
  }

  @Override
  public long dueAt() {
    return dueAt;
  }

  @Override
  public void onTime(long now) {
    Finding told = finding;
    if (told == null || now < dueAt) {
      return;
    }
    Optional<Endpoint> found = choose(TreeListeners.of(pid), wanted.fixed());
    if (found.isPresent()) {
      close();
      told.ports(Ports.of(wanted.portName(), found.get()));
    } else {
      pause = Math.min(LONGEST_PAUSE, pause * 3 / 2);
      dueAt = now + pause;
    }
  }

  /// The fixed port if one was asked for and is there; else the only port there is.
  static Optional<Endpoint> choose(List<ListeningSocket> held, OptionalInt fixed) {
    Optional<Endpoint> chosen = Optional.empty();
    for (ListeningSocket socket : held) {
      if (fixed.isPresent() && socket.port() != fixed.getAsInt()) {
        continue;
      }
      if (chosen.isPresent() && chosen.get().port() != socket.port()) {
        return Optional.empty();
      }
      chosen = Optional.of(new Endpoint(Addresses.reachable(socket.address()), socket.port()));
    }
    return chosen;
  }

  @Override
  public void close() {
    dueAt = EventLoop.NEVER;
    finding = null;
  }
}
