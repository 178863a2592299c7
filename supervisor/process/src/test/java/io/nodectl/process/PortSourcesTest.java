package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.ProcessIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSourcesTest {
  private static final Path PERL = Path.of("/usr/bin/perl");

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
  void a_reported_port_on_which_nobody_listens_is_not_believed() throws Exception {
    nursery.java(heard, "bind", "main", "unbind", "main", "report", "ready", "hang");
    Verdict.NotOwner verdict = heard.verdict(Verdict.NotOwner.class);
    assertTrue(verdict.message().contains("nothing listens"), verdict.message());
    heard.end();
  }

  @Test
  void a_reported_port_of_somebody_else_is_refused_and_its_owner_named() throws Exception {
    try (ServerSocket ours = listener()) {
      nursery.shell(heard, "echo " + ours.getLocalPort() + " >&3; sleep 300");
      Verdict.NotOwner verdict = heard.verdict(Verdict.NotOwner.class);
      assertEquals(ours.getLocalPort(), verdict.port());
      String owner = "pid " + ProcessHandle.current().pid() + " (";
      assertTrue(verdict.message().contains(owner), verdict.message());
    }
  }

  @Test
  void a_child_that_has_closed_its_port_and_gives_up_is_heard_in_its_own_words() throws Exception {
    nursery.shell(
        heard,
        "printf 'NODECTL/1 BOUND\\nport.main=127.0.0.1:1\\n\\nNODECTL/1 FAIL\\ncode=bug\\n"
            + "message=lost it\\n\\n' >&3; sleep 0.2; exit 7");
    assertEquals("lost it", heard.verdict(Verdict.OwnWords.class).message());
    assertEquals(new ExitStatus.Exited(7), heard.end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 7", "sleep 0.1; exit 7"})
  void a_child_that_has_closed_its_port_and_exits_died(String end) throws Exception {
    nursery.shell(heard, "printf 'NODECTL/1 BOUND\\nport.main=127.0.0.1:1\\n\\n' >&3; " + end);
    Verdict.Died died = heard.verdict(Verdict.Died.class);
    assertEquals(new ExitStatus.Exited(7), died.status());
    assertTrue(died.afterBound());
  }

  @Test
  void a_port_that_a_descendant_holds_is_held() throws Exception {
    String words = "bind main report ready hang";
    nursery.shell(heard, String.join(" ", javaCommand(words)) + " & wait");
    assertEquals(new Ownership.Held(), heard.await(ChildEvent.Bound.class).ownership());
  }

  @Test
  void a_second_listener_outside_the_tree_is_refused() throws Exception {
    assumeTrue(Files.isExecutable(PERL), "needs perl to make a socket with SO_REUSEPORT");
    try (ServerSocket ours = new ServerSocket()) {
      ours.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      ours.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String script =
          """
          use Socket; socket(S, PF_INET, SOCK_STREAM, 0);
          setsockopt(S, SOL_SOCKET, SO_REUSEPORT, pack("i", 1));
          bind(S, sockaddr_in(%d, INADDR_LOOPBACK)) or die $!; listen(S, 5) or die $!;
          open(R, ">&=", 3); syswrite(R, "%d\\n"); sleep 300;
          """
              .formatted(ours.getLocalPort(), ours.getLocalPort());
      nursery.launch(heard, List.of(PERL.toString(), "-e", script));
      Verdict.NotOwner verdict = heard.verdict(Verdict.NotOwner.class);
      assertTrue(verdict.message().contains("as well"), verdict.message());
    }
  }

  @Test
  void a_port_in_another_network_namespace_is_accepted_and_said_to_be_unchecked() throws Exception {
    Heard probe = new Heard();
    nursery.shell(probe, "unshare --net true");
    assumeTrue(
        probe.end().equals(new ExitStatus.Exited(0)),
        "needs the right to make a network namespace");
    nursery.shell(
        heard,
        "exec unshare --net " + String.join(" ", javaCommand("bind main report ready hang")));
    assertInstanceOf(Ownership.CannotTell.class, heard.await(ChildEvent.Bound.class).ownership());
  }

  @Test
  void the_owner_of_a_port_is_named_if_there_is_one() throws Exception {
    PortOwners owners = new PortOwners();
    Endpoint at;
    try (ServerSocket ours = listener()) {
      at = new Endpoint("127.0.0.1", ours.getLocalPort());
      ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
      assertEquals(new Ownership.Held(), owners.check(self, at));
      assertTrue(owners.ownerOf(at).orElseThrow().startsWith("pid " + self.pid() + " ("));
    }
    assertEquals(Optional.empty(), owners.ownerOf(at));
  }

  @Test
  void a_port_file_makes_its_writer_bound_and_ready() throws Exception {
    nursery.ports(files()).java(heard, "bind", "http", "write-portfile", file(), "http", "hang");
    assertTrue(heard.await(ChildEvent.Bound.class).ports().endpoint("http").isPresent());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void an_old_port_file_is_removed_before_the_launch() throws Exception {
    Files.writeString(Path.of(file()), "4242\n");
    nursery.ports(files()).shell(heard, "[ ! -e '" + file() + "' ] && exit 3; exit 4");
    assertEquals("exit code 3", heard.verdict(Verdict.Died.class).status().describe());
  }

  @Test
  void a_port_file_may_say_that_the_port_is_absent() throws Exception {
    nursery.ports(files()).shell(heard, "echo -1 > '" + file() + "'; exec 3>&-; sleep 300");
    assertEquals(
        Optional.empty(), heard.await(ChildEvent.Bound.class).ports().byName().get("http"));
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_port_file_with_something_else_is_refused() throws Exception {
    nursery.ports(files()).shell(heard, "echo 12abc > '" + file() + "'; sleep 300");
    Verdict.Malformed verdict = heard.verdict(Verdict.Malformed.class);
    assertTrue(verdict.message().contains("12abc"), verdict.message());
    assertTrue(verdict.message().contains(file()), verdict.message());
  }

  @Test
  void a_folder_in_the_place_of_a_port_file_is_an_error_to_act_on() throws Exception {
    Files.createDirectories(Path.of(file()).resolve("child"));
    nursery.ports(files()).shell(heard, "exit 0");
    Verdict.CannotStart verdict = heard.verdict(Verdict.CannotStart.class);
    assertTrue(verdict.message().contains(file()), verdict.message());
  }

  @Test
  void a_program_that_cannot_tell_is_ready_when_it_listens() throws Exception {
    nursery.ports(new PortSource.ByProbe("web")).java(heard, "sleep", "100", "bind", "x", "hang");
    assertTrue(heard.await(ChildEvent.Bound.class).ports().endpoint("web").isPresent());
    heard.next(ChildEvent.Ready.class);
  }

  @Test
  void a_program_with_two_ports_is_ready_when_the_fixed_one_listens() throws Exception {
    int free;
    try (ServerSocket ours = listener()) {
      free = ours.getLocalPort();
    }
    nursery
        .ports(new PortSource.ByProbe("web", OptionalInt.of(free)))
        .java(heard, "bind", "other", "sleep", "50", "bind", "web=" + free, "hang");
    assertEquals(
        Optional.of(new Endpoint("127.0.0.1", free)),
        heard.await(ChildEvent.Bound.class).ports().endpoint("web"));
  }

  private PortSource files() {
    return new PortSource.ByPortFile(Map.of("http", Path.of(file())));
  }

  private String file() {
    return folder.resolve("http_port").toString();
  }

  private static List<String> javaCommand(String words) {
    return io.nodectl.testchild.TestChildCommand.of(words.split(" "));
  }

  private static ServerSocket listener() throws Exception {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }
}
