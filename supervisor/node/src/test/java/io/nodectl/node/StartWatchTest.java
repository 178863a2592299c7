package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.spawn.Pipe;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class StartWatchTest {
  private final Pipe pipe = Pipe.open();
  private final List<String> told = new ArrayList<>();
  private final StartWatch watch =
      new StartWatch(pipe.readEnd(), (text, _) -> told.add(text), Duration.ofSeconds(30));

  @AfterEach
  void closePipe() {
    pipe.close();
  }

  private void report(Report... reports) {
    for (Report report : reports) {
      byte[] record = Records.encode(report);
      pipe.writeEnd().write(record, 0, record.length);
    }
    watch.drain();
  }

  private Parent starter() {
    return Parent.over(
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            pipe.writeEnd().write(bytes, offset, length);
          }
        },
        InputStream.nullInputStream());
  }

  @Test
  void what_a_start_is_doing_is_told_until_it_is_ready() {
    report(new Report.Status("a bound", Map.of()), new Report.Ready());

    assertEquals(List.of("a bound"), told);
    assertTrue(watch.isReady());
  }

  @Test
  void the_node_that_is_ready_is_shown_as_its_supervisor_said_however_long_that_is() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("state", "ready").put("long", "1\n%\"\u00e9\ud83d\udc1f".repeat(2000));
    StatusParts.send(status, starter());
    report(new Report.Ready());

    assertTrue(watch.isReady());
    assertEquals(status, watch.status());
    assertEquals(List.of(), told, "that is no talk for people");
  }

  @Test
  void a_failure_names_the_component_that_failed_before_it() {
    StarterVoice.blame(starter(), NodeDrill.problem("gcs", "has no port"));
    report(new Report.Fail(ExitCode.PORT_TAKEN.code(), "taken", Retry.NO));

    Problem problem = watch.problem().orElseThrow();
    assertEquals("gcs", problem.component());
    assertEquals(ExitCode.PORT_TAKEN, problem.code());
  }

  @Test
  void a_failure_after_ready_is_no_failure_of_the_start() {
    report(new Report.Ready(), new Report.Fail("bug", "later", Retry.NO));

    assertEquals(Optional.empty(), watch.problem());
  }

  @Test
  void the_first_failure_counts() {
    report(
        new Report.Fail("too-late", "first", Retry.NO), new Report.Fail("bug", "second", Retry.NO));

    assertEquals("first", watch.problem().orElseThrow().message());
  }

  @Test
  void a_start_has_time_beyond_its_limit_to_undo_what_it_began() {
    assertTrue(watch.left().compareTo(Duration.ofSeconds(30)) > 0);
    assertFalse(watch.isReady());
  }

  @Test
  void what_is_left_stands_still_while_the_supervisor_says_so() {
    report(new Report.Status("held", Map.of(StarterVoice.LIMIT, StarterVoice.HELD)));
    Duration left = watch.left();
    report(new Report.Status("still held", Map.of()));
    assertEquals(left, watch.left());

    report(new Report.Status("runs", Map.of(StarterVoice.LIMIT, StarterVoice.RUNS)));
    assertTrue(watch.left().compareTo(left) <= 0);
  }
}
