package io.nodectl.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Report;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import io.nodectl.testparent.AttachedProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcsServerMainTest {

  private static final Order TOKEN =
      new Order.Config(Map.of("auth.mode", "token", "auth.token", "told"));

  @Test
  void it_is_bound_at_once_and_ready_when_it_knows_its_token() throws Exception {
    try (AttachedProgram program = AttachedProgram.start(GcsServerMain::run)) {
      Report.Bound bound = assertInstanceOf(Report.Bound.class, program.next());
      var at = bound.ports().endpoint("gcs").orElseThrow();
      assertEquals("127.0.0.1", at.host());
      assertEquals(
          Health.SERVING, HealthProbe.check(at.host(), at.port(), "", Duration.ofSeconds(30)));
      program.order(TOKEN);
      assertInstanceOf(Report.Ready.class, program.next());
      program.order(new Order.Stop(Duration.ofSeconds(1)));
      assertEquals(ExitCode.DONE.number(), program.exitCode());
    }
  }

  @Test
  void the_end_of_its_parent_is_its_end() throws Exception {
    try (AttachedProgram program = AttachedProgram.start(GcsServerMain::run)) {
      program.next();
      program.orphan();
      assertEquals(ExitCode.DONE.number(), program.exitCode());
    }
  }

  @Test
  void a_fixed_port_that_is_taken_ends_it_with_the_number_of_the_port() throws Exception {
    try (ServerSocket thief = thief();
        AttachedProgram program =
            AttachedProgram.start(
                GcsServerMain::run, "--port", Integer.toString(thief.getLocalPort()))) {
      Report.Fail fail = assertInstanceOf(Report.Fail.class, program.next());
      assertEquals(ExitCode.PORT_TAKEN.code(), fail.code());
      assertTrue(fail.message().contains("port " + thief.getLocalPort()), fail.message());
      assertEquals(ExitCode.PORT_TAKEN.number(), program.exitCode());
    }
  }

  @Test
  void the_last_port_is_taken_if_it_is_free_and_another_one_if_not() throws Exception {
    int last;
    try (ServerSocket thief = thief();
        AttachedProgram program =
            AttachedProgram.start(
                GcsServerMain::run, "--last-port", Integer.toString(thief.getLocalPort()))) {
      last = thief.getLocalPort();
      Report.Bound bound = assertInstanceOf(Report.Bound.class, program.next());
      assertNotEquals(last, bound.ports().endpoint("gcs").orElseThrow().port());
    }
  }

  @Test
  void a_wrong_command_line_and_a_useless_configuration_are_told() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("--prot", "1"),
            List.of("--port", "65536"),
            List.of("--port", "-1"),
            List.of("--ephemeral", "--data-dir", "/tmp/never-made"),
            List.of("--host", "no such host"))) {
      try (AttachedProgram program =
          AttachedProgram.start(GcsServerMain::run, wrong.toArray(String[]::new))) {
        Report.Fail fail = assertInstanceOf(Report.Fail.class, program.next());
        assertEquals(ExitCode.USAGE.code(), fail.code(), wrong::toString);
        assertEquals(ExitCode.USAGE.number(), program.exitCode());
      }
    }
    try (AttachedProgram program = AttachedProgram.start(GcsServerMain::run)) {
      program.next();
      program.order(new Order.Config(Map.of("auth.mode", "maybe")));
      assertInstanceOf(Report.Fail.class, program.next());
      assertEquals(ExitCode.USAGE.number(), program.exitCode());
    }
  }

  private static ServerSocket thief() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
