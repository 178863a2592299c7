package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the child as a process; a shell makes its standard output the report pipe.
@Timeout(30)
class TestChildTest {
  private static final String ATTACHED =
      "exec 3>&1 >&2; export NODECTL_REPORT=v=1,fd=3,dev=0,ino=0; exec \"$@\" 1>&2";

  @TempDir Path dir;
  private @Nullable Process process;

  @AfterEach
  void leave_nothing_behind() throws InterruptedException {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_good_child_binds_reports_and_stops_when_told() throws Exception {
    Process child =
        start("bind", "rpc,http", "absent", "metrics", "report", "ready", "wait", "exit", "9");
    List<String> bound = record(child);
    assertEquals("NODECTL/1 BOUND", bound.get(0));
    assertEquals("pid=" + child.pid(), bound.get(1));
    assertTrue(bound.get(2).startsWith("port.rpc=127.0.0.1:"));
    assertEquals("port.metrics=none", bound.get(4));
    assertEquals(List.of("NODECTL/1 READY"), record(child));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portOf(bound.get(2)))) {
      assertTrue(socket.isConnected());
    }
    order(child, "NODECTL/1 STOP\ngrace.ms=1000\n\n");
    assertEquals(9, child.waitFor());
  }

  @Test
  void it_waits_for_a_wire_and_keeps_a_record_of_what_it_heard() throws Exception {
    Path heard = dir.resolve("heard");
    Process child =
        start("echo-wires", heard.toString(), "wait-wire", "gcs-server", "ready", "wait");
    order(child, "NODECTL/1 CONFIG\nauth.mode=disabled\n\n");
    order(child, "NODECTL/1 WIRE\npeer.gcs-server.gcs=127.0.0.1:7\ngeneration=2\n\n");
    assertEquals(List.of("NODECTL/1 READY"), record(child));
    child.getOutputStream().close();
    assertEquals(0, child.waitFor());
    assertEquals(
        List.of(
            "CONFIG auth.mode=disabled",
            "WIRE peer.gcs-server.gcs=127.0.0.1:7 generation=2",
            "END"),
        Files.readAllLines(heard));
  }

  @Test
  void raw_bytes_come_as_they_are_also_one_by_one() throws Exception {
    Process child = start("bytewise", "raw", "a\\n\\0\\\\\\xff", "garbage");
    byte[] all = child.getInputStream().readAllBytes();
    assertEquals((byte) 0xff, all[4]);
    assertEquals("a\n\0\\", new String(all, 0, 4, UTF_8));
    assertEquals("this is not a record\n", new String(all, 5, all.length - 5, UTF_8));
  }

  @Test
  void a_closed_pipe_is_seen_while_the_child_lives() throws Exception {
    Process child = start("bind", "main", "nul", "close-pipe", "hang");
    byte[] all = child.getInputStream().readAllBytes();
    assertEquals(0, all[all.length - 1]);
    assertTrue(child.isAlive());
  }

  @Test
  void it_can_ignore_sigterm_and_still_exit() throws Exception {
    Path go = dir.resolve("go");
    Process child = start("ignore-term", "ready", "wait-file", go.toString(), "exit", "3");
    record(child);
    child.toHandle().destroy();
    Files.createFile(go);
    assertEquals(3, child.waitFor());
  }

  @Test
  void only_its_first_start_fails() throws Exception {
    String file = dir.resolve("started").toString();
    assertEquals(4, start("exit-first", file, "4").waitFor());
    assertEquals(0, start("exit-first", file, "4").waitFor());
  }

  @Test
  void it_dies_of_a_signal() throws Exception {
    assertEquals(128 + 9, start("kill-self", "KILL").waitFor());
  }

  @Test
  void a_taken_port_is_said_and_is_exit_code_7() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process child = start("bind", "main=" + taken.getLocalPort());
      assertEquals(List.of("NODECTL/1 FAIL", "code=port-taken"), record(child).subList(0, 2));
      assertEquals(7, child.waitFor());
    }
  }

  @Test
  void a_port_file_appears_whole() throws Exception {
    Path file = dir.resolve("port");
    assertEquals(0, start("bind", "main", "write-portfile", file.toString(), "main").waitFor());
    assertTrue(Integer.parseInt(Files.readString(file)) > 0);
  }

  @Test
  void dumps_show_what_it_was_given() throws Exception {
    Path fds = dir.resolve("fds");
    Path args = dir.resolve("args");
    start("--gcs-address=h:1", "dump-fds", fds.toString(), "dump-args", args.toString()).waitFor();
    assertTrue(Files.readString(fds).contains("3 -> pipe:"));
    assertEquals("--gcs-address=h:1", Files.readAllLines(args).getFirst());
  }

  @Test
  void a_daemon_outlives_it_and_a_sleeper_is_its_child() throws Exception {
    Process child = start("fork", "25", "daemonize", "1", "ready", "hang");
    record(child);
    assertEquals(1, child.children().count());
    assertFalse(child.onExit().isDone());
  }

  @Test
  void http_is_answered() throws Exception {
    Process child = start("bind", "http", "serve-http", "bare", "hang");
    int port = Integer.parseInt(line(child));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertTrue(
          new String(socket.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  void an_unknown_word_is_exit_code_2() throws Exception {
    assertEquals(2, start("behave").waitFor());
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", ATTACHED, "sh"));
    command.addAll(TestChildCommand.of(words));
    Process started =
        new ProcessBuilder(command).redirectError(dir.resolve("err").toFile()).start();
    process = started;
    return started;
  }

  private static void order(Process child, String record) throws IOException {
    OutputStream in = child.getOutputStream();
    in.write(record.getBytes(UTF_8));
    in.flush();
  }

  /// The lines of the next record.
  private static List<String> record(Process child) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = line(child);
    while (!line.isEmpty()) {
      lines.add(line);
      line = line(child);
    }
    return lines;
  }

  private static String line(Process child) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = child.getInputStream().read();
    while (c != '\n') {
      assertTrue(c >= 0, "the report pipe ended");
      line.append((char) c);
      c = child.getInputStream().read();
    }
    return line.toString();
  }

  private static int portOf(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }
}
