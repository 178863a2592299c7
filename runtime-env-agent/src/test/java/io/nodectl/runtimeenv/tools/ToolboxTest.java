package io.nodectl.runtimeenv.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.plugin.TimeLimit;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ToolboxTest {
  private final Toolbox tools = new Toolbox();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void end_them() {
    tools.close();
  }

  @Test
  void what_a_tool_prints_and_how_it_ends_is_told() throws Exception {
    ToolEnd end = tools.run(shell("echo one; echo two >&2; exit 3", Optional.empty()));
    assertEquals(new ToolEnd.Ended(new ExitStatus.Exited(3), "one\ntwo"), end);
    assertEquals(List.of("one", "two"), lines);
  }

  @Test
  void only_the_last_words_of_much_are_kept() throws Exception {
    ToolEnd.Ended end =
        assertInstanceOf(
            ToolEnd.Ended.class,
            tools.run(
                shell(
                    "i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done",
                    Optional.empty())));
    assertTrue(end.isGood());
    assertEquals(50, end.lastWords().lines().count());
    assertTrue(end.lastWords().endsWith("19999"));
  }

  @Test
  void a_tool_that_takes_too_long_is_ended_with_all_that_it_started() throws Exception {
    ToolEnd.TooLate end =
        assertInstanceOf(
            ToolEnd.TooLate.class,
            tools.run(shell("sleep 600 & echo $!; wait", Optional.of(Duration.ofMillis(500)))));
    long grandchild = Long.parseLong(end.lastWords().strip());
    awaitEnd(grandchild);
  }

  @Test
  void what_a_tool_leaves_behind_does_not_hold_it_up() throws Exception {
    ToolEnd.Ended end =
        assertInstanceOf(
            ToolEnd.Ended.class, tools.run(shell("sleep 600 & echo $!", Optional.empty())));
    long left = Long.parseLong(end.lastWords().strip());
    awaitEnd(left);
  }

  @Test
  void a_program_that_is_not_there_is_told_of() throws Exception {
    ToolEnd.NotStarted end =
        assertInstanceOf(
            ToolEnd.NotStarted.class,
            tools.run(call(List.of("/no/such/program"), Optional.empty())));
    assertTrue(end.why().contains("/no/such/program"), end::why);
  }

  @Test
  void closing_ends_what_runs_and_lets_nothing_begin() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CompletableFuture<ToolEnd> end = new CompletableFuture<>();
    ToolCall call =
        new ToolCall(
            List.of("sh", "-c", "echo up; sleep 600"),
            Map.of("PATH", "/usr/bin:/bin"),
            Path.of("/"),
            TimeLimit.fromNow(Optional.empty()),
            _ -> runs.countDown());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                end.complete(tools.run(call));
              } catch (InterruptedException e) {
                end.completeExceptionally(e);
              }
            });
    runs.await();
    tools.close();
    assertEquals(new ToolEnd.Cancelled(), end.get());
    assertEquals(new ToolEnd.Cancelled(), tools.run(shell("true", Optional.empty())));
  }

  /// The kernel ends what was killed in a moment of its own.
  private static void awaitEnd(long pid) {
    while (ProcessIdentity.of(pid).filter(ProcessIdentity::isAlive).isPresent()) {
      Thread.onSpinWait();
    }
  }

  private ToolCall shell(String script, Optional<Duration> limit) {
    return call(List.of("sh", "-c", script), limit);
  }

  private ToolCall call(List<String> command, Optional<Duration> limit) {
    return new ToolCall(
        command,
        Map.of("PATH", "/usr/bin:/bin"),
        Path.of("/"),
        TimeLimit.fromNow(limit),
        lines::add);
  }
}
