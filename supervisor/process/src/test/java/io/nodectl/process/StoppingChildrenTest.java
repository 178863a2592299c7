package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingChildrenTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String FOR_EVER = "while :; do sleep 300; done";

  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private Nursery nursery;

  @BeforeEach
  void open() {
    nursery = new Nursery(folder);
  }

  @AfterEach
  void close() {
    nursery.close();
  }

  @Test
  void a_child_that_follows_the_order_stop_needs_no_signal() throws Exception {
    ManagedChild child =
        nursery
            .wired()
            .readyShell(
                heard,
                "trap 'exit 9' TERM;"
                    + " while read -r l; do [ \"$l\" = 'NODECTL/1 STOP' ] && exit 0; done; exit 8");
    assertEquals(StopOutcome.GRACEFUL, outcome(child, Nursery.LONG));
    assertEquals(new ExitStatus.Exited(0), heard.end());
  }

  @Test
  void a_child_that_hears_no_orders_gets_sigterm_at_once() throws Exception {
    ManagedChild child =
        nursery.shell(
            heard, "trap 'exit 5' TERM; printf '" + Nursery.READY + "' >&3; sleep 300 & wait");
    heard.await(ChildEvent.Ready.class);
    assertEquals(StopOutcome.GRACEFUL, outcome(child, Nursery.LONG));
    assertEquals(new ExitStatus.Exited(5), heard.end());
  }

  @Test
  void a_child_that_ignores_stop_and_sigterm_is_killed() throws Exception {
    ManagedChild child =
        nursery
            .wired()
            .shell(heard, "trap '' TERM; printf '" + Nursery.READY + "' >&3; " + FOR_EVER);
    heard.await(ChildEvent.Ready.class);
    assertEquals(StopOutcome.FORCED, outcome(child, SHORT));
    assertEquals(9, assertInstanceOf(ExitStatus.Signaled.class, heard.end()).signal());
  }

  @Test
  void a_stopped_process_is_ended_too() throws Exception {
    ManagedChild child = nursery.readyShell(heard, "kill -STOP $$; exit 1");
    assertEquals(StopOutcome.GRACEFUL, outcome(child, Nursery.LONG));
  }

  @Test
  void a_descendant_in_a_session_of_its_own_that_ignores_sigterm_is_killed() throws Exception {
    ManagedChild child =
        nursery.shell(
            heard,
            "trap '' TERM; setsid sh -c 'echo $$ > stubborn; printf \""
                + Nursery.READY
                + "\" >&3; "
                + FOR_EVER
                + "' & "
                + FOR_EVER);
    heard.await(ChildEvent.Ready.class);
    ProcessIdentity stubborn = running("stubborn");
    assertEquals(StopOutcome.FORCED, outcome(child, SHORT));
    assertFalse(stubborn.isAlive());
  }

  @Test
  void a_daemon_that_left_the_tree_is_swept_when_the_child_dies() throws Exception {
    nursery.shell(
        heard,
        "(setsid sh -c 'echo $$ > daemon; printf \""
            + Nursery.READY
            + "\" >&3; exec 3>&- >/dev/null 2>&1; "
            + FOR_EVER
            + "' &); while [ ! -s daemon ]; do sleep 0.05; done; read -r go < go");
    heard.await(ChildEvent.Ready.class);
    ProcessIdentity daemon = running("daemon");
    heard.end();
    assertFalse(daemon.isAlive());
  }

  @Test
  void a_daemon_that_left_the_tree_is_swept_although_the_child_lives() throws Exception {
    nursery.shell(
        heard,
        "(setsid sh -c 'echo $$ > daemon; exec 3>&- >/dev/null 2>&1; "
            + FOR_EVER
            + "' &); while [ ! -s daemon ]; do sleep 0.05; done; printf '"
            + Nursery.READY
            + "' >&3; "
            + FOR_EVER);
    heard.await(ChildEvent.Ready.class);
    ProcessIdentity daemon = running("daemon");
    try (Fd pidfd = daemon.open().orElseThrow();
        Poller poller = Poller.open()) {
      poller.watch(pidfd, Interest.READ, () -> {});
      assertTrue(poller.await(Optional.of(Nursery.LONG)), "the daemon was never swept");
    }
  }

  @Test
  void what_a_child_leaves_in_its_group_is_killed_with_it() throws Exception {
    nursery.shell(
        heard,
        "sh -c 'echo $$ > left; printf \""
            + Nursery.READY
            + "\" >&3; "
            + FOR_EVER
            + "' & "
            + "while [ ! -s left ]; do sleep 0.05; done; exit 0");
    heard.await(ChildEvent.Ready.class);
    heard.end();
    assertEquals(false, ProcessIdentity.of(nursery.pidIn("left")).isPresent());
  }

  @Test
  void a_child_that_is_dead_needs_no_stop() throws Exception {
    ManagedChild child = nursery.readyShell(heard, "exit 0");
    heard.end();
    assertEquals(StopOutcome.ALREADY_GONE, outcome(child, Nursery.LONG));
  }

  @Test
  void a_child_is_stopped_in_the_middle_of_its_start_without_a_verdict() throws Exception {
    ManagedChild child = nursery.shell(heard, "sleep 300");
    assertEquals(StopOutcome.GRACEFUL, outcome(child, Nursery.LONG));
    heard.next(ChildEvent.Launched.class);
    heard.next(ChildEvent.Ended.class);
  }

  @Test
  void a_second_wish_with_less_time_counts() throws Exception {
    ManagedChild child =
        nursery.shell(heard, "trap '' TERM; printf '" + Nursery.READY + "' >&3; " + FOR_EVER);
    heard.await(ChildEvent.Ready.class);
    var patient = child.stop(Duration.ofHours(1));
    child.kill();
    assertEquals(StopOutcome.FORCED, patient.get(Heard.HANGS_AFTER_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void closing_ends_what_is_left() throws Exception {
    nursery.shell(heard, "trap '' TERM; printf '" + Nursery.READY + "' >&3; " + FOR_EVER);
    heard.await(ChildEvent.Ready.class);
    nursery.close();
    heard.end();
  }

  private ProcessIdentity running(String file) throws IOException {
    return ProcessIdentity.of(nursery.pidIn(file)).orElseThrow();
  }

  private static StopOutcome outcome(ManagedChild child, Duration grace) throws Exception {
    return child.stop(grace).get(Heard.HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
  }
}
