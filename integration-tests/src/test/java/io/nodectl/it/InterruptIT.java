package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts that somebody gives up on.
class InterruptIT {
  /// Whoever runs these tests in the background of a shell has them ignore SIGINT, and all their
  /// children with them.
  private static final List<String> INTERRUPTIBLE = List.of("env", "--default-signal=INT,TERM");

  private static final int MOMENTS = 8;
  private static final long LONGEST_START_OF_TWO_CHILDREN_MILLIS = 1500;
  private static final long LONGEST_START_OF_A_HEAD_MILLIS = 3000;

  @RegisterExtension final Sandbox box = new Sandbox();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void sigint_at_any_moment_of_a_start_leaves_nothing(long seed) {
    Path plan = box.plan(Component.good("a"), Component.good("b").needs("a"));
    List<String> start = List.of(Sandbox.startOf(plan, "n"));
    Random random = new Random(seed);
    for (int round = 0; round < MOMENTS; round++) {
      interruptAfter(random.nextLong(LONGEST_START_OF_TWO_CHILDREN_MILLIS), start);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void sigint_at_any_moment_of_a_head_s_start_leaves_nothing(long seed) {
    Random random = new Random(seed);
    List<String> start = List.of("start", "--head", "--name", "n", "--format", "json");
    for (int round = 0; round < MOMENTS / 2; round++) {
      interruptAfter(random.nextLong(LONGEST_START_OF_A_HEAD_MILLIS), start);
    }
  }

  private void interruptAfter(long millis, List<String> arguments) {
    Running start = box.begin(INTERRUPTIBLE, Map.of(), arguments);
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    start.signal("INT");
    Outcome outcome = start.await();
    if (outcome.code() == 0) {
      // It was ready already, so the signal found nobody or changed nothing.
      assertEquals("ready", outcome.json().path("state").asString());
      box.stopAll();
    } else if (!outcome.stderr().contains("Error occurred during initialization of VM")) {
      // The JVM itself ends with 1 if it is interrupted before it has begun.
      assertEquals(ExitCode.INTERRUPTED.number(), outcome.code(), () -> millis + ": " + outcome);
    }
    // An interrupted start waits until all is undone, so there is nothing to wait for.
    assertEquals(List.of(), Leftovers.of(box.root()), () -> "after " + millis + " ms: " + outcome);
  }

  @Test
  void an_interrupted_start_says_so() {
    Running start = beginHanging();
    start.signal("INT");
    Outcome outcome = start.await();
    outcome.expectError(ExitCode.INTERRUPTED);
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_start_that_gets_sigterm_undoes_itself_as_well() {
    Running start = beginHanging();
    start.signal("TERM");
    Outcome outcome = start.await();
    assertTrue(outcome.code() != 0, outcome::toString);
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_start_that_is_stopped_from_elsewhere_says_so() {
    Running start = beginHanging();
    assertEquals("starting", box.status("n").path("state").asString());
    box.nodectl("stop", "--name", "n").done();
    start.await().expectError(ExitCode.INTERRUPTED, "control socket");
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_start_that_is_killed_is_undone_by_its_guardian() {
    Running start = beginHanging();
    start.kill();
    box.awaitNothingLeft();
  }

  @Test
  void a_start_that_is_killed_when_the_node_is_ready_changes_nothing() {
    Outcome start = box.start("n", Component.good("a")).done();
    Json.assertSame(start.json(), box.status("n"));
    box.stopAll();
  }

  /// A start of one good child and one that never reports, with both of them running.
  private Running beginHanging() {
    Path plan = box.plan(Component.good("good"), Component.shell("hangs", "exec sleep 100").deaf());
    Running start = box.begin(INTERRUPTIBLE, Map.of(), List.of(Sandbox.startOf(plan, "n")));
    Eventually.eventually(
        () -> start.stderrSoFar().contains("good ready"),
        () -> start.stderrSoFar() + Processes.text(box.processes()));
    return start;
  }
}
