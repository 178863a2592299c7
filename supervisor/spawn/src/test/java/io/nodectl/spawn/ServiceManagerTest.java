package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
  private static final long PID = 4711;

  /// Receives one datagram; Java itself has no Unix datagram sockets.
  private static final String RECEIVER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1].replace('@', chr(0)))
      print('up', flush=True)
      print(s.recv(4096).decode().replace(chr(10), '|'), flush=True)
      """;

  @TempDir Path folder;

  @Test
  void a_message_reaches_a_socket_in_the_file_system() throws Exception {
    assertEquals(
        "READY=1|STATUS=ready: 4 components", received(folder.resolve("notify").toString()));
  }

  @Test
  void a_message_reaches_an_abstract_socket() throws Exception {
    assertEquals(
        "READY=1|STATUS=ready: 4 components",
        received("@nodectl-test-" + ProcessHandle.current().pid()));
  }

  @Test
  void a_manager_that_is_gone_hurts_nobody() {
    assertFalse(manager(folder.resolve("nobody").toString()).tell(List.of("READY=1")));
  }

  @Test
  void nobody_manages_a_process_without_a_socket_in_its_environment() {
    assertEquals(Optional.empty(), ServiceManager.in(Map.of()));
    assertEquals(Optional.empty(), ServiceManager.in(Map.of(ServiceManager.SOCKET, "")));
    assertEquals(Optional.empty(), ServiceManager.in(Map.of(ServiceManager.SOCKET, "vsock:2:1")));
    String tooLong = "/" + "x".repeat(108);
    assertEquals(Optional.empty(), ServiceManager.in(Map.of(ServiceManager.SOCKET, tooLong)));
  }

  @Test
  void the_watchdog_is_for_the_process_that_it_names() {
    Map<String, String> environment =
        Map.of(
            ServiceManager.SOCKET, "/run/notify",
            ServiceManager.WATCHDOG, "30000000",
            ServiceManager.WATCHDOG_PID, Long.toString(PID));
    assertEquals(Optional.of(Duration.ofSeconds(30)), watchdog(environment, PID));
    assertEquals(Optional.empty(), watchdog(environment, PID + 1));
  }

  @Test
  void a_watchdog_that_is_no_number_is_none() {
    Map<String, String> environment =
        Map.of(ServiceManager.SOCKET, "/run/notify", ServiceManager.WATCHDOG, "soon");
    assertEquals(Optional.empty(), watchdog(environment, PID));
  }

  @Test
  void children_do_not_hear_of_the_manager() {
    Map<String, String> environment =
        Map.of(
            ServiceManager.SOCKET,
            "/run/notify",
            ServiceManager.WATCHDOG,
            "30000000",
            ServiceManager.WATCHDOG_PID,
            "1",
            "PATH",
            "/bin");
    assertEquals(Map.of("PATH", "/bin"), ServiceManager.forChild(environment));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    return ServiceManager.in(environment, pid).flatMap(ServiceManager::watchdog);
  }

  private static ServiceManager manager(String socket) {
    return ServiceManager.in(Map.of(ServiceManager.SOCKET, socket)).orElseThrow();
  }

  private String received(String socket) throws Exception {
    Path program = Files.writeString(folder.resolve("receiver.py"), RECEIVER);
    Process receiver =
        new ProcessBuilder("python3", program.toString(), socket)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = receiver.inputReader()) {
      assertEquals("up", lines.readLine());
      assertTrue(manager(socket).tell(List.of("READY=1", "STATUS=ready: 4 components")));
      return lines.readLine();
    } finally {
      receiver.destroyForcibly().waitFor();
    }
  }
}
