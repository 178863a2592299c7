package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.machine.Proc;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Supervisor and guardian killed in the same instant, while a component is stopped and so hears of
/// nothing.
class LeftoversIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void the_next_start_names_and_ends_what_was_left_behind() {
    long deaf = leaveDeafBehind();
    Outcome start = box.start("n", Component.good("a")).done();
    assertTrue(start.stderr().contains("pid " + deaf), start::toString);
    assertTrue(start.stderr().contains("left behind"), start::toString);
    assertEquals(List.of(), pids(deaf));
    box.stopAll();
  }

  @Test
  void stop_ends_what_was_left_behind_by_a_node_that_does_not_run_any_more() {
    long deaf = leaveDeafBehind();
    Outcome stop = box.nodectl("stop", "--name", "n").done();
    assertTrue(stop.stderr().contains("pid " + deaf), stop::toString);
    assertEquals(List.of(), box.processes().stream().map(Proc::pid).toList());
    box.nodectl("stop", "--name", "n").expect(ExitCode.NOTHING_THERE);
    box.start("n", Component.good("a")).done();
    box.stopAll();
  }

  @Test
  void what_another_node_runs_is_nobody_s_leftover() {
    long other = Json.pid(box.start("other", Component.good("a")).done().json(), "a");
    leaveDeafBehind();
    box.nodectl("stop", "--name", "n").done();
    assertTrue(Processes.isAlive(other));
    box.stopAll();
  }

  private long leaveDeafBehind() {
    JsonNode node = box.start("n", Component.good("a"), Component.good("b")).done().json();
    long deaf = Json.pid(node, "a");
    Signals.send("STOP", deaf);
    Signals.send("KILL", box.guardian("n").orElseThrow(), box.supervisor("n").orElseThrow());
    Eventually.eventually(
        () -> Processes.ofNode(box.root(), "n").size() == 1,
        () -> Processes.text(Processes.ofNode(box.root(), "n")));
    return deaf;
  }

  private List<Long> pids(long pid) {
    return box.processes().stream().map(Proc::pid).filter(each -> each == pid).toList();
  }
}
