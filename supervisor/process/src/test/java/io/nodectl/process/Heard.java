package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.nodectl.spawn.ExitStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Remembers what it hears of a child, and waits for more.
class Heard implements ChildListener {
  static final long HANGS_AFTER_SECONDS = 30;

  private final BlockingQueue<ChildEvent> unread = new LinkedBlockingQueue<>();
  private final List<ChildEvent> all = new CopyOnWriteArrayList<>();

  @Override
  public void on(ChildEvent event) {
    all.add(event);
    // It says nothing that Ended does not say, and may come before Failed.
    if (!(event instanceof ChildEvent.Exited)) {
      unread.add(event);
    }
  }

  List<ChildEvent> all() {
    return all;
  }

  /// The next event, which must be of this kind.
  <T extends ChildEvent> T next(Class<T> kind) throws InterruptedException {
    ChildEvent event = unread.poll(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
    return assertInstanceOf(kind, event, () -> "heard " + all);
  }

  /// The next event of this kind, whatever comes before it.
  <T extends ChildEvent> T await(Class<T> kind) throws InterruptedException {
    while (true) {
      ChildEvent event = unread.poll(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
      if (event == null || kind.isInstance(event)) {
        return assertInstanceOf(kind, event, () -> "heard " + all);
      }
    }
  }

  /// The verdict, which must be of this kind; the child was never ready.
  <T extends Verdict> T verdict(Class<T> kind) throws InterruptedException {
    return assertInstanceOf(kind, await(ChildEvent.Failed.class).verdict(), () -> "heard " + all);
  }

  ExitStatus end() throws InterruptedException {
    return await(ChildEvent.Ended.class).status();
  }
}
