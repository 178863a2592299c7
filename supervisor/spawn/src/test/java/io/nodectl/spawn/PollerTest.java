package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollerTest {
  private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

  private final Poller poller = Poller.open();
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void close() {
    poller.close();
  }

  @Test
  void a_limit_ends_the_wait() {
    long start = System.nanoTime();
    assertFalse(poller.await(Optional.of(Duration.ofMillis(20))));
    assertTrue(System.nanoTime() - start >= 20_000_000, "it waited less than its limit");
    assertFalse(poller.await(Optional.of(Duration.ofMillis(-1))));
  }

  @Test
  void a_wake_up_from_another_thread_ends_the_wait() throws Exception {
    Thread waker = Thread.ofPlatform().start(poller::wakeUp);
    assertTrue(poller.await(Shell.HANG));
    waker.join();
  }

  @Test
  void a_wake_up_before_the_wait_is_kept_and_used_once() {
    poller.wakeUp();
    poller.wakeUp();
    assertTrue(poller.await(Optional.empty()));
    assertFalse(poller.await(AT_ONCE));
  }

  @Test
  void bytes_and_the_end_of_the_file_run_the_action() {
    try (Pipe pipe = Pipe.open()) {
      poller.watch(
          pipe.readEnd(), Interest.READ, () -> ran.add("" + pipe.readEnd().read(new byte[8])));
      assertFalse(poller.await(AT_ONCE));
      pipe.writeEnd().write(new byte[3], 0, 3);
      assertTrue(poller.await(Shell.HANG));
      pipe.writeEnd().close();
      assertTrue(poller.await(Shell.HANG));
      assertEquals(List.of("3", "-1"), ran);
      poller.unwatch(pipe.readEnd());
      assertFalse(poller.await(AT_ONCE));
    }
  }

  @Test
  void room_and_the_loss_of_the_reader_run_the_action() {
    try (Pipe pipe = Pipe.open()) {
      Fd end = pipe.writeEnd();
      end.nonBlocking();
      while (end.write(new byte[4096], 0, 4096) > 0) {
        ran.clear();
      }
      poller.watch(end, Interest.WRITE, () -> ran.add("woken"));
      assertFalse(poller.await(AT_ONCE));
      pipe.readEnd().close();
      assertTrue(poller.await(Shell.HANG));
      assertEquals(List.of("woken"), ran);
    }
  }

  @Test
  void the_end_of_a_child_runs_the_action() throws Exception {
    try (Shell shell = new Shell()) {
      Child child = shell.start("exit 5", Map.of());
      poller.watch(
          child.pidfd(),
          Interest.READ,
          () -> {
            poller.unwatch(child.pidfd());
            ran.add(child.reap().orElseThrow().describe());
          });
      assertTrue(poller.await(Shell.HANG));
      assertEquals(List.of("exit code 5"), ran);
      assertFalse(poller.await(AT_ONCE));
    }
  }

  @Test
  void an_action_may_forget_another_that_is_ready() {
    try (Pipe first = Pipe.open();
        Pipe second = Pipe.open()) {
      first.writeEnd().close();
      second.writeEnd().close();
      poller.watch(first.readEnd(), Interest.READ, () -> forget("first", second));
      poller.watch(second.readEnd(), Interest.READ, () -> ran.add("second"));
      assertTrue(poller.await(Shell.HANG));
      assertEquals(List.of("first"), ran);
    }
  }

  private void forget(String name, Pipe other) {
    ran.add(name);
    poller.unwatch(other.readEnd());
    other.close();
  }

  @Test
  void a_watched_descriptor_that_was_closed_is_a_bug() {
    Pipe pipe = Pipe.open();
    poller.watch(pipe.readEnd(), Interest.READ, () -> ran.add("ran"));
    pipe.close();
    assertThrows(IllegalStateException.class, () -> poller.await(AT_ONCE));
  }

  @Test
  void a_virtual_thread_may_not_wait() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread.ofVirtual()
        .uncaughtExceptionHandler((t, e) -> thrown.set(e))
        .start(() -> poller.await(AT_ONCE))
        .join();
    assertInstanceOf(IllegalStateException.class, thrown.get());
  }

  @Test
  void a_closed_poller_takes_wake_ups_in_silence() {
    poller.close();
    poller.wakeUp();
    assertThrows(IllegalStateException.class, () -> poller.await(AT_ONCE));
  }
}
