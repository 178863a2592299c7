package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.WorkerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RuntimeEnvsTest {
  private static final String GOOD = "{\"env_vars\":{\"A\":\"1\"},\"thing\":\"x\"}";
  private static final String BAD = "{\"thing\":\"bad\"}";

  @TempDir Path folder;

  private Duration now = Duration.ZERO;
  private MakerUnderTest made;
  private RuntimeEnvs environments;

  @BeforeEach
  void begin() {
    made = MakerUnderTest.in(folder);
    environments =
        new RuntimeEnvs(made.maker(), Optional.of(folder.resolve("logs")), () -> now.toNanos());
  }

  RuntimeEnvsTest() {
    made = MakerUnderTest.in(Path.of("/nowhere"));
    environments = new RuntimeEnvs(made.maker(), Optional.empty(), () -> now.toNanos());
  }

  @Test
  void each_wish_takes_a_reference_and_the_last_release_removes_it() throws Exception {
    Outcome.Created first = created(ask(GOOD, "raylet"));
    assertEquals(first, ask(GOOD, "raylet"));
    assertEquals(List.of(2L), references());
    assertTrue(environments.release(GOOD, "raylet"));
    assertEquals(List.of(1L), references());
    assertTrue(environments.release(GOOD, "raylet"));
    assertEquals(List.of(), references());
    assertEquals(0, made.shelves().of("thing").residents().getFirst().references());
    assertEquals(first, ask(GOOD, "raylet"));
    assertEquals(1, made.plugin().builds.get());
  }

  @Test
  void the_context_tells_of_what_was_built() throws Exception {
    WorkerContext context = WorkerContext.parse(created(ask(GOOD, "raylet")).context());
    assertEquals("1", context.envVars().get("A"));
    Path built = Path.of(context.javaJars().getFirst());
    assertEquals("x", Files.readString(built.resolve("file")));
  }

  @Test
  void one_release_too_many_is_told_and_changes_nothing() throws Exception {
    assertFalse(environments.release(GOOD, "raylet"));
    ask(GOOD, "raylet");
    assertFalse(environments.release(GOOD, "somebody else"));
    assertTrue(environments.release(GOOD, "raylet"));
    assertFalse(environments.release(GOOD, "raylet"));
  }

  @Test
  void references_of_client_servers_are_not_counted() throws Exception {
    ask(GOOD, "client_server");
    assertEquals(List.of(0L), references());
    ask(GOOD, "raylet");
    assertTrue(environments.release(GOOD, "client_server"));
    assertEquals(List.of(1L), references());
  }

  @Test
  void what_nobody_counts_on_is_made_again_if_it_went_meanwhile() throws Exception {
    ask(GOOD, "client_server");
    assertTrue(made.shelves().removeUnused() > 0);
    WorkerContext context = WorkerContext.parse(created(ask(GOOD, "raylet")).context());
    assertTrue(Files.isDirectory(Path.of(context.javaJars().getFirst())));
    assertEquals(2, made.plugin().builds.get());
  }

  @Test
  void a_new_raylet_takes_the_place_of_the_one_before() throws Exception {
    ask(GOOD, "raylet:1");
    ask("{\"thing\":\"y\"}", "raylet:1");
    ask(GOOD, "other:1");
    ask(GOOD, "raylet:2");
    assertEquals(List.of(2L), references());
    assertTrue(environments.release(GOOD, "raylet:2"));
    assertTrue(environments.release(GOOD, "other:1"));
    assertEquals(List.of(), references());
  }

  @Test
  void a_new_raylet_that_wants_nothing_ends_what_the_one_before_held() throws Exception {
    ask(GOOD, "raylet:1");
    ask(GOOD, "raylet:1");
    ask("{\"thing\":\"y\"}", "raylet:1");
    assertFalse(environments.release("", "raylet:2"));
    assertEquals(List.of(), references());
    assertTrue(made.shelves().removeUnused() > 0);
  }

  @Test
  void what_a_new_raylet_holds_is_not_ended_by_what_it_says_of_the_one_before() throws Exception {
    ask(GOOD, "raylet:1");
    ask(GOOD, "raylet:2");
    assertFalse(environments.release("", "raylet:2"));
    assertEquals(List.of(1L), references());
  }

  @Test
  void what_is_made_for_a_raylet_that_dies_meanwhile_is_not_in_use() throws Exception {
    Path line = folder.resolve("line");
    String slow = "{\"thing\":\"run mkfifo %s; echo begun; cat %s\"}".formatted(line, line);
    FutureTask<Outcome> asked = new FutureTask<>(() -> ask(slow, "raylet:1"));
    Thread.ofVirtual().start(asked);
    while (!Files.exists(line) && !asked.isDone()) {
      Thread.onSpinWait();
    }
    assertFalse(environments.release("", "raylet:2"));
    Files.writeString(line, "on\n");
    created(asked.get());
    assertEquals(List.of(0L), references());
    assertEquals(0, made.shelves().of("thing").residents().getFirst().references());
  }

  @Test
  void a_failure_holds_no_reference_and_is_forgotten_after_ten_minutes() throws Exception {
    assertInstanceOf(Outcome.Refused.class, ask(BAD, "raylet"));
    assertInstanceOf(Outcome.Refused.class, ask(BAD, "raylet"));
    assertEquals(1, made.plugin().builds.get());
    assertEquals(List.of(0L), references());
    now = RuntimeEnvs.FAILURE_KEPT;
    assertEquals(List.of(0L), references());
    now = now.plusNanos(1);
    assertEquals(List.of(), references());
  }

  @Test
  void a_failure_that_may_pass_is_not_remembered() throws Exception {
    assertInstanceOf(Outcome.Refused.class, ask("{\"thing\":\"busy\"}", "raylet"));
    assertInstanceOf(Outcome.Refused.class, ask("{\"thing\":\"busy\"}", "raylet"));
    assertEquals(2, made.plugin().builds.get());
  }

  @Test
  void a_tool_that_fails_is_quoted_and_leaves_nothing() throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            ask("{\"thing\":\"run echo $AROUND $A; exit 3\",\"env_vars\":{\"A\":\"too\"}}", "r"));
    assertTrue(refused.why().contains("exit code 3"), refused::why);
    assertTrue(refused.why().contains("here too"), refused::why);
    assertEquals(List.of(), made.shelves().of("thing").residents());
  }

  @Test
  void a_full_disk_is_a_failure_that_may_pass() throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            ask("{\"thing\":\"run echo 'No space left on device'; exit 1\"}", "r"));
    assertTrue(refused.passing());
  }

  @Test
  void what_takes_too_long_is_ended_with_words_about_the_limit() throws Exception {
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            ask(
                "{\"thing\":\"run echo begun; sleep 600\",\"config\":{\"setup_timeout_seconds\":1}}",
                "r"));
    assertTrue(refused.why().contains("not ready within 1 s"), refused::why);
    assertTrue(refused.why().contains("begun"), refused::why);
    assertTrue(refused.passing());
  }

  @Test
  void how_it_was_made_can_be_read_in_its_log_and_asked_for() throws Exception {
    ask(GOOD, "raylet");
    BuildLog.News news = environments.progress(GOOD, 0).orElseThrow();
    assertEquals("ready", news.step());
    assertTrue(news.lines().contains("making x"), news::toString);
    assertEquals(List.of(), environments.progress(GOOD, news.next()).orElseThrow().lines());
    Path log = folder.resolve("logs/runtime_env_setup-" + BuildLogs.id(GOOD) + ".log");
    assertTrue(Files.readString(log).contains("making x"));
  }

  @Test
  void a_limit_cuts_the_list_and_not_the_total() throws Exception {
    ask(GOOD, "raylet");
    ask(BAD, "raylet");
    assertEquals(1, environments.states(OptionalLong.of(1)).size());
    assertEquals(0, environments.states(OptionalLong.of(0)).size());
    assertEquals(2, environments.size());
  }

  @Test
  void what_nobody_uses_is_bounded_and_what_is_used_stays() throws Exception {
    ask(GOOD, "raylet");
    for (int i = 0; i < RuntimeEnvs.MAX_UNUSED + 10; i++) {
      ask("{\"conda\":" + i + "}", "raylet");
    }
    assertTrue(environments.size() <= RuntimeEnvs.MAX_UNUSED + 2);
    assertEquals(GOOD, environments.states(OptionalLong.of(1)).getFirst().runtimeEnv());
  }

  private Outcome ask(String runtimeEnv, String source) throws Exception {
    return environments.getOrCreate(new Wish(runtimeEnv, source, 0, ""));
  }

  private static Outcome.Created created(Outcome outcome) {
    return assertInstanceOf(Outcome.Created.class, outcome);
  }

  private List<Long> references() {
    List<Long> references = new ArrayList<>();
    for (RuntimeEnvs.State state : environments.states(OptionalLong.empty())) {
      references.add(state.references());
    }
    return references;
  }
}
