package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Retry;
import io.nodectl.spawn.ExitStatus;
import io.nodectl.spawn.Signal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedReportsTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo this is not a record",
        "echo",
        "echo 0",
        "echo 65536",
        "echo 12abc",
        "head -c 1048576 /dev/zero | tr '\\0' A",
        "printf 'NODECTL/1 READY\\n\\n'",
        "printf 'NODECTL/1 BOUND\\n\\nNODECTL/1 BOUND\\n\\n'",
      })
  void garbage_is_refused_and_the_child_is_stopped(String command) throws InterruptedException {
    nursery.shell(heard, "(" + command + ") >&3; sleep 300");
    Verdict.Malformed malformed = heard.verdict(Verdict.Malformed.class);
    assertTrue(malformed.firstBytes().length() < 300, malformed.firstBytes());
    heard.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"junk", "80", "NODECTL/1 NONSENSE\\n"})
  void what_stands_right_behind_a_good_report_spoils_it(String more) throws InterruptedException {
    String script =
        """
        import os, socket, time
        s = socket.create_server(('127.0.0.1', 0))
        os.write(3, b'%%d\\n%s\\n' %% s.getsockname()[1])
        time.sleep(300)
        """
            .formatted(more);
    nursery.launch(heard, List.of("/usr/bin/python3", "-c", script));
    heard.await(ChildEvent.Bound.class);
    Verdict.Malformed malformed = heard.verdict(Verdict.Malformed.class);
    assertTrue(malformed.message().contains("It is stopped"), malformed.message());
    heard.end();
  }

  @Test
  void half_a_record_is_refused_when_the_pipe_ends() throws InterruptedException {
    nursery.shell(heard, "printf 'NODECTL/1 BOUND\\n' >&3");
    heard.verdict(Verdict.Malformed.class);
    heard.end();
  }

  @Test
  void another_version_is_refused_with_its_number() throws InterruptedException {
    nursery.shell(heard, "printf 'NODECTL/2 BOUND\\n\\n' >&3; sleep 300");
    assertEquals(new Verdict.OtherVersion(2), heard.verdict(Verdict.OtherVersion.class));
  }

  @Test
  void a_child_that_gives_up_is_heard_in_its_own_words_and_exits_by_itself()
      throws InterruptedException {
    nursery.shell(
        heard,
        "printf 'NODECTL/1 FAIL\\ncode=port-taken\\nmessage=port 80 is taken\\nretry=no\\n\\n' >&3;"
            + " sleep 0.2; exit 7");
    assertEquals(
        new Verdict.OwnWords("port-taken", "port 80 is taken", Retry.NO),
        heard.verdict(Verdict.OwnWords.class));
    assertEquals(new ExitStatus.Exited(7), heard.end());
  }

  @Test
  void a_child_that_gives_up_after_it_was_ready_is_heard() throws InterruptedException {
    nursery.readyShell(
        heard, "printf 'NODECTL/1 FAIL\\ncode=bug\\nmessage=lost it\\n\\n' >&3; exit 1");
    assertEquals("bug", heard.verdict(Verdict.OwnWords.class).code());
    assertEquals(new ExitStatus.Exited(1), heard.end());
  }

  @Test
  void a_second_report_of_a_ready_child_is_refused_and_the_child_lives_on()
      throws InterruptedException {
    ManagedChild child =
        nursery.shell(
            heard,
            "trap \"printf 'NODECTL/1 BOUND\\n\\n' >&3; exit 5\" USR1; printf '%s' >&3; sleep 300 & wait"
                .formatted(Nursery.READY));
    heard.await(ChildEvent.Ready.class);
    child.signal(Signal.USR1);
    ChildEvent.Refused refused = heard.next(ChildEvent.Refused.class);
    assertTrue(refused.what().contains("second BOUND"), refused.what());
    assertFalse(refused.what().contains("stopped"), refused.what());
    assertEquals(new ExitStatus.Exited(5), heard.next(ChildEvent.Ended.class).status());
  }
}
