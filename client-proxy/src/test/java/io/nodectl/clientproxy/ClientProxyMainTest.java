package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Report;
import io.nodectl.testparent.AttachedProgram;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientProxyMainTest {

  @Test
  void a_fixed_port_that_is_taken_is_named_and_never_replaced() throws Exception {
    try (ServerSocket taken = listening();
        AttachedProgram proxy =
            AttachedProgram.start(
                ClientProxyMain::run, "--port=" + taken.getLocalPort(), "--last-port=0")) {
      Report.Fail fail = proxy.next(Report.Fail.class);
      assertEquals(ExitCode.PORT_TAKEN.code(), fail.code());
      assertTrue(
          fail.message().startsWith("port " + taken.getLocalPort() + " of 127.0.0.1 is taken"),
          fail::message);
      assertEquals(ExitCode.PORT_TAKEN.number(), proxy.exitCode());
    }
  }

  @Test
  void the_last_port_is_taken_again_if_it_is_free() throws Exception {
    int last;
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run)) {
      last = proxy.port("client").port();
    }
    try (AttachedProgram proxy =
        AttachedProgram.start(ClientProxyMain::run, "--last-port=" + last)) {
      assertEquals(last, proxy.port("client").port());
    }
  }

  @Test
  void a_last_port_that_is_taken_is_replaced() throws Exception {
    try (ServerSocket taken = listening();
        AttachedProgram proxy =
            AttachedProgram.start(ClientProxyMain::run, "--last-port=" + taken.getLocalPort())) {
      assertNotEquals(taken.getLocalPort(), proxy.port("client").port());
    }
  }

  @Test
  void an_address_of_another_machine_is_named() throws Exception {
    // TEST-NET-1 of RFC 5737: on no machine.
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run, "--host=192.0.2.1")) {
      Report.Fail fail = proxy.next(Report.Fail.class);
      assertEquals(ExitCode.COMPONENT_FAILED.code(), fail.code());
      assertTrue(fail.message().contains("192.0.2.1"), fail::message);
      assertEquals(ExitCode.COMPONENT_FAILED.number(), proxy.exitCode());
    }
  }

  @Test
  void a_port_that_is_none_is_wrong_usage() throws Exception {
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run, "--port=-1")) {
      Report.Fail fail = proxy.next(Report.Fail.class);
      assertEquals(ExitCode.USAGE.code(), fail.code());
      assertTrue(fail.message().contains("\"-1\" is not a port (0 to 65535)"), fail::message);
      assertEquals(ExitCode.USAGE.number(), proxy.exitCode());
    }
  }

  @Test
  void run_by_hand_it_wants_to_know_its_peers() throws Exception {
    assertEquals(
        ExitCode.USAGE.number(), ClientProxyMain.run(Parent.inherited(), List.of("--port=0")));
  }

  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
