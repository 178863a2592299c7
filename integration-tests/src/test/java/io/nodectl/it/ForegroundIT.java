package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `start --block`: the command that the user started is the node.
class ForegroundIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_ends_it_in_an_orderly_way(String signal) {
    Running start = begin(Component.child("store", good("write-file", box.file("bye"), "x")));
    start.signal(signal);
    Outcome end = start.await();
    assertTrue(List.of(0, ExitCode.INTERRUPTED.number()).contains(end.code()), end::toString);
    assertEquals(List.of(), Leftovers.of(box.root()));
    assertTrue(Files.exists(box.file("bye")), "it was asked to stop");
  }

  @Test
  void a_stop_from_elsewhere_ends_it_with_success() {
    Running start = begin(Component.good("store"));
    box.stopAll();
    start.await().done();
  }

  @Test
  void nothing_is_left_after_it_was_killed() {
    Running start = begin(Component.good("store"), Component.good("user").needs("store"));
    start.kill();
    box.awaitNothingLeft();
  }

  @Test
  void a_start_that_fails_ends_it_with_the_same_error_as_in_the_background() {
    Path plan = box.plan(Component.shell("store", "exit 3"));
    box.nodectl(Sandbox.startOf(plan, "n", "--block"))
        .expectError(ExitCode.COMPONENT_FAILED, "store", "exit code 3");
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  private static String[] good(String word, Path file, String parameter) {
    return new String[] {
      "bind", "main", "report", "ready", "wait", word, file.toString(), parameter
    };
  }

  private Running begin(Component... components) {
    Path plan = box.plan(components);
    Running start =
        box.begin(
            List.of("env", "--default-signal=INT,TERM"),
            Map.of(),
            List.of(Sandbox.startOf(plan, "n", "--block")));
    Eventually.eventually(() -> start.stdoutSoFar().contains("}\n"), start::stderrSoFar);
    assertEquals(
        "ready", Json.parse(start.stdoutSoFar()).path("state").asString(), "it says so and stays");
    return start;
  }
}
