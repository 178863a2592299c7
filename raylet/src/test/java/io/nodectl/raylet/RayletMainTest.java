package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Report;
import io.nodectl.testparent.AttachedProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

class RayletMainTest {

  @Test
  void an_unknown_flag_is_wrong_usage() throws Exception {
    try (AttachedProgram raylet = AttachedProgram.start(RayletMain::run, "--nose-manager-port=0")) {
      assertUsage(raylet, "--nose-manager-port");
    }
  }

  @Test
  void a_port_that_is_none_is_wrong_usage() throws Exception {
    try (AttachedProgram raylet =
        AttachedProgram.start(RayletMain::run, "--node-manager-port=65536")) {
      assertUsage(raylet, "\"65536\" is not a port (0 to 65535)");
    }
  }

  @Test
  void a_node_id_that_is_none_is_wrong_usage() throws Exception {
    try (AttachedProgram raylet = AttachedProgram.start(RayletMain::run, "--node-id=abc")) {
      assertUsage(raylet, "--node-id");
    }
  }

  @Test
  void run_by_hand_it_wants_to_know_its_peers() throws Exception {
    assertEquals(ExitCode.USAGE.number(), RayletMain.run(Parent.inherited(), List.of()));
  }

  @Test
  void help_is_no_error() throws Exception {
    assertEquals(ExitCode.DONE.number(), RayletMain.run(Parent.inherited(), List.of("--help")));
  }

  private static void assertUsage(AttachedProgram raylet, String words) throws Exception {
    Report.Fail fail = raylet.next(Report.Fail.class);
    assertEquals(ExitCode.USAGE.code(), fail.code());
    assertTrue(fail.message().contains(words), fail::message);
    assertEquals(ExitCode.USAGE.number(), raylet.exitCode());
  }
}
