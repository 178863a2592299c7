package io.nodectl.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Looks at the listening sockets of a child's process tree until what is waited for is there.
///
/// Such a program cannot tell, and the kernel tells nobody when a socket begins to listen, so this
/// is the one place that looks again and again: after 10 ms at first, then ever more seldom, every
/// 250 ms at last. It ends with the child's deadline.
final class PortProbe implements PortFinder {
  private static final long FIRST_PAUSE = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(250).toNanos();

  private final PortLook look;
  private final EventLoop loop;
  private long pid;
  private @Nullable Finding finding;
  private long pause = FIRST_PAUSE;
  private long dueAt = EventLoop.NEVER;

  PortProbe(PortLook look, EventLoop loop) {
    this.look = look;
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
    if (now >= dueAt) {
      look(now);
    }
  }

  @Override
  public void diedEarly() {
    look(loop.now());
  }

  private void look(long now) {
    Finding told = finding;
    if (told == null) {
      return;
    }
    switch (look.at(pid)) {
      case PortLook.NotYet _ -> {
        pause = Math.min(LONGEST_PAUSE, pause * 3 / 2);
        dueAt = now + pause;
      }
      case PortLook.Found found -> {
        close();
        told.ports(found.ports());
      }
      case PortLook.Refused refused -> {
        close();
        told.refused(refused.verdict());
      }
    }
  }

  @Override
  public void close() {
    dueAt = EventLoop.NEVER;
    finding = null;
  }
}
