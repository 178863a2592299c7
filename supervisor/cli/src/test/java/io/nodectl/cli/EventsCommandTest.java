package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
  private static final String DIED =
      """
      {"v":1,"time":"2026-01-01T10:00:00.123Z","kind":"died","component":"raylet","generation":2,"pid":7,"text":"killed"}
      """;
  private static final String READY =
      """
      {"v":1,"time":"2026-01-01T11:00:00.123Z","kind":"node-ready","component":null}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void with_a_node() throws IOException {
    FakeNode.known(
        folder.resolve("root"), FakeNode.status("n").put("session", session("1").toString()));
    Files.writeString(session("1").resolve("events.jsonl"), DIED + READY);
  }

  private Path sessions() {
    return folder.resolve("root/n/sessions");
  }

  private Path session(String name) throws IOException {
    return Files.createDirectories(sessions().resolve(name));
  }

  @Test
  void people_see_a_line_for_each_event() {
    assertEquals(
        """
        TIME                      WHAT             COMPONENT          WHY
        2026-01-01T10:00:00.123Z  died             raylet (2)         killed
        2026-01-01T11:00:00.123Z  node-ready       -
        """,
        new Cli(folder).run("events").out());
  }

  @Test
  void programs_get_the_objects_and_only_those_that_are_young_enough() {
    Cli.Result result =
        new Cli(folder).run("events", "--since", "2026-01-01T10:30:00Z", "--format", "json");
    assertEquals(READY, result.out());
  }

  @Test
  void a_damaged_line_is_shown_to_people_only() throws IOException {
    Files.writeString(session("1").resolve("events.jsonl"), "{\"v\":1,\"ti\n" + READY);
    assertTrue(new Cli(folder).run("events").out().contains("?  {\"v\":1,\"ti\n"));
    assertEquals(READY, new Cli(folder).run("events", "--format", "json").out());
  }

  @Test
  void a_session_without_events_is_told_on_standard_error() throws IOException {
    Files.delete(session("1").resolve("events.jsonl"));
    Cli.Result result = new Cli(folder).run("events");
    assertEquals(ExitCode.DONE.number(), result.code());
    assertTrue(result.err().startsWith("nothing was written to "), result.err());
  }

  @Test
  void what_is_followed_goes_on_in_the_session_of_the_next_start()
      throws IOException, InterruptedException {
    Path link = sessions().resolve("latest");
    Files.createSymbolicLink(link, Path.of("1"));
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    NodeFolder node = new NodeFolder(folder.resolve("root/n"));
    Journal journal = new Journal(node, new Session(session("1")), lines::add);
    Thread following = Thread.ofVirtual().start(() -> follow(journal));
    assertEquals(List.of(DIED.strip(), READY.strip()), take(lines, 2));
    Files.writeString(session("2").resolve("events.jsonl"), "one\n");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("2"));
    assertEquals(List.of("one"), take(lines, 1));
    Files.writeString(session("2").resolve("events.jsonl"), "two\n", StandardOpenOption.APPEND);
    assertEquals(List.of("two"), take(lines, 1));
    following.interrupt();
    following.join();
  }

  private static void follow(Journal journal) {
    try {
      journal.follow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException testIsOver) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> take(BlockingQueue<String> lines, int count)
      throws InterruptedException {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(String.valueOf(lines.poll(30, TimeUnit.SECONDS)));
    }
    return taken;
  }
}
