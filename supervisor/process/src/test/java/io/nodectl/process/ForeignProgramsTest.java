package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.PortHold;
import io.nodectl.spawn.Signal;
import io.nodectl.testchild.TestChildCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Children that know nothing of their parent.
class ForeignProgramsTest {
  private static final String PYTHON = "/usr/bin/python3";

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
  void one_that_needs_no_port_is_ready_as_soon_as_it_runs_and_ends_with_its_own_code()
      throws Exception {
    nursery.ports(new PortSource.ByNothing()).shell(heard, "exit 7");
    heard.next(ChildEvent.Launched.class);
    heard.next(ChildEvent.Ready.class);
    assertEquals(new ExitStatus.Exited(7), heard.next(ChildEvent.Ended.class).status());
  }

  @Test
  void one_that_needs_no_port_may_have_one() throws Exception {
    nursery
        .ports(new PortSource.ByNothing())
        .launch(heard, TestChildCommand.of("bind", "main", "report", "hang"));
    heard.next(ChildEvent.Launched.class);
    heard.next(ChildEvent.Ready.class);
    assertEquals(new Ownership.Held(), heard.next(ChildEvent.Bound.class).ownership());
  }

  @Test
  void one_that_needs_no_port_is_not_believed_what_it_does_not_hold_and_goes_on() throws Exception {
    nursery.ports(new PortSource.ByNothing()).shell(heard, "echo 1 >&3; exec sleep 300");
    heard.next(ChildEvent.Launched.class);
    heard.next(ChildEvent.Ready.class);
    String complaint = heard.next(ChildEvent.Status.class).text();
    assertTrue(complaint.contains("port 1, but nothing listens"), complaint);
  }

  @Test
  void one_that_is_given_a_socket_finds_its_own_pid_in_the_environment() throws Exception {
    python(
        new PortSource.ByListening("main", "127.0.0.1"),
        """
        import os, socket
        assert os.environ['LISTEN_PID'] == str(os.getpid()), os.environ
        assert 'NODECTL_REPORT' not in os.environ
        s = socket.socket(fileno=3)
        c, _ = s.accept()
        c.sendall(os.environ['LISTEN_FDS'].encode() + os.environ['LISTEN_FDNAMES'].encode())
        """);
    ChildEvent.Bound bound = heard.await(ChildEvent.Bound.class);
    assertEquals(new Ownership.Held(), bound.ownership());
    assertEquals("1main", answerAt(bound.ports().endpoint("main").orElseThrow()));
  }

  @Test
  void one_that_is_to_be_given_a_socket_and_does_not_exist_says_so() throws Exception {
    nursery
        .ports(new PortSource.ByListening("main", "127.0.0.1"))
        .launch(heard, List.of("nodectl-has-no-such-program"));
    assertEquals(2, heard.verdict(Verdict.CannotStart.class).errno());
  }

  @Test
  void one_that_is_to_be_given_a_socket_and_cannot_be_executed_says_so() throws Exception {
    nursery
        .ports(new PortSource.ByListening("main", "127.0.0.1"))
        .launch(heard, List.of("/dev/null/x"));
    String why = heard.verdict(Verdict.CannotStart.class).message();
    assertTrue(why.contains("/dev/null is not a folder"), why);
  }

  @Test
  void one_that_was_told_two_numbers_is_ready_when_it_listens_on_both() throws Exception {
    try (PortHold one = PortHold.takeAny("127.0.0.1");
        PortHold two = PortHold.takeAny("127.0.0.1")) {
      python(
          new PortSource.ByNumbers(Map.of("main", at(one), "metrics", at(two))),
          """
          import socket, time
          a = socket.create_server(('127.0.0.1', %d))
          time.sleep(0.1)
          b = socket.create_server(('127.0.0.1', %d))
          time.sleep(300)
          """
              .formatted(one.port(), two.port()));
      Ports ports = heard.await(ChildEvent.Bound.class).ports();
      assertEquals(Map.of("main", at(one), "metrics", at(two)).keySet(), ports.byName().keySet());
      heard.next(ChildEvent.Ready.class);
    }
  }

  @Test
  void a_number_on_which_somebody_else_listens_is_refused_and_he_is_named() throws Exception {
    try (ServerSocket thief = new ServerSocket()) {
      thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Endpoint stolen = new Endpoint("127.0.0.1", thief.getLocalPort());
      nursery.ports(new PortSource.ByNumbers(Map.of("main", stolen))).shell(heard, "sleep 300");
      String why = heard.verdict(Verdict.NumberTaken.class).message();
      assertTrue(why.contains("pid " + ProcessHandle.current().pid()), why);
    }
  }

  @Test
  void one_that_exits_because_its_number_was_taken_is_told_so() throws Exception {
    try (ServerSocket thief = new ServerSocket()) {
      thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Endpoint stolen = new Endpoint("127.0.0.1", thief.getLocalPort());
      nursery.ports(new PortSource.ByNumbers(Map.of("main", stolen))).shell(heard, "exit 1");
      heard.verdict(Verdict.NumberTaken.class);
      assertEquals(new ExitStatus.Exited(1), heard.next(ChildEvent.Ended.class).status());
    }
  }

  @Test
  void the_same_number_of_another_address_is_nobody_s_business() throws Exception {
    try (PortHold held = PortHold.takeAny("127.0.0.3");
        ServerSocket neighbour = new ServerSocket()) {
      neighbour.bind(new InetSocketAddress("127.0.0.4", held.port()));
      python(
          new PortSource.ByNumbers(Map.of("main", new Endpoint("127.0.0.3", held.port()))),
          "import socket, time; s = socket.create_server(('127.0.0.3', %d)); time.sleep(300)"
              .formatted(held.port()));
      heard.await(ChildEvent.Bound.class);
      heard.next(ChildEvent.Ready.class);
    }
  }

  @Test
  void a_printed_port_is_believed_once_it_listens() throws Exception {
    python(
        new PortSource.ByOutput("main", Pattern.compile("port (\\d+)")),
        """
        import socket, sys, time
        s = socket.socket(); s.bind(('127.0.0.1', 0))
        print('version 3, port soon', flush=True)
        print('serving on port', s.getsockname()[1], 'now', flush=True)
        time.sleep(0.1)
        s.listen(); time.sleep(300)
        """);
    assertEquals(new Ownership.Held(), heard.await(ChildEvent.Bound.class).ownership());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_unix_socket_is_waited_for_until_it_listens() throws Exception {
    Path socket = folder.resolve("s");
    python(
        new PortSource.BySocketFile(socket),
        """
        import socket, time
        s = socket.socket(socket.AF_UNIX); s.bind('%s')
        time.sleep(0.1)
        s.listen(); time.sleep(300)
        """
            .formatted(socket));
    assertEquals(Map.of(), heard.await(ChildEvent.Bound.class).ports().byName());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void what_is_given_to_its_input_comes_back_on_the_output_that_it_chose() throws Exception {
    Recorded tap = new Recorded();
    ManagedChild child =
        nursery
            .ports(new PortSource.ByNothing())
            .fed()
            .tapped(tap)
            .shell(heard, "cat; echo done >&2");
    heard.await(ChildEvent.Ready.class);
    byte[] much = "0123456789abcde\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    CountDownLatch taken = new CountDownLatch(1);
    child.input(much, taken::countDown);
    child.endInput();
    assertTrue(taken.await(30, TimeUnit.SECONDS));
    assertEquals(new ExitStatus.Exited(0), heard.end());
    assertEquals(
        new String(much, StandardCharsets.UTF_8), tap.out.toString(StandardCharsets.UTF_8));
    assertEquals("done\n", tap.err.toString(StandardCharsets.UTF_8));
    assertEquals("done\n", written(folder.resolve("child.err")));
  }

  /// What a log has got. The end of a child waits for its log, but not for long.
  private static String written(Path log) throws IOException {
    long hang = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while ((!Files.exists(log) || Files.size(log) == 0) && System.nanoTime() < hang) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return Files.readString(log);
  }

  @Test
  void one_whose_listener_wants_no_more_is_held_and_goes_on_later() throws Exception {
    Recorded tap = new Recorded();
    tap.wants.set(false);
    ManagedChild child =
        nursery
            .ports(new PortSource.ByNothing())
            .tapped(tap)
            .shell(heard, "head -c 300000 /dev/zero; echo over >&2");
    heard.await(ChildEvent.Ready.class);
    child.lastLines(1);
    assertEquals(0, tap.out.size());
    tap.wants.set(true);
    child.resumeOutput();
    assertEquals(new ExitStatus.Exited(0), heard.end());
    assertEquals(300_000, tap.out.size());
  }

  @Test
  void a_signal_reaches_its_whole_group() throws Exception {
    String inner =
        "(trap 'exit 3' USR1; printf 'NODECTL/1 STATUS\\ntext=up\\n\\n' >&3;"
            + " while :; do sleep 0.1; done)";
    ManagedChild child =
        nursery
            .ports(new PortSource.ByNothing())
            .shell(heard, "trap 'wait $!; exit $?' USR1; " + inner + " & wait");
    heard.await(ChildEvent.Status.class);
    child.signal(Signal.USR1);
    assertEquals(new ExitStatus.Exited(3), heard.end());
  }

  private void python(PortSource source, String script) {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), "needs python3");
    nursery.ports(source).readyWithin(Duration.ofSeconds(30));
    nursery.launch(heard, List.of(PYTHON, "-c", script));
  }

  private static Endpoint at(PortHold hold) {
    return new Endpoint("127.0.0.1", hold.port());
  }

  private static String answerAt(Endpoint at) throws IOException {
    try (Socket socket = new Socket(at.host(), at.port())) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Recorded implements OutputTap {
    private final AtomicBoolean wants = new AtomicBoolean(true);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public void take(Stream stream, byte[] bytes, int length) {
      (stream == Stream.OUT ? out : err).write(bytes, 0, length);
    }

    @Override
    public boolean wantsMore() {
      return wants.get();
    }
  }
}
