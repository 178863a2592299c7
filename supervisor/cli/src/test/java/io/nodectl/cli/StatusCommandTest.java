package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StatusCommandTest {
  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
  }

  private Path root() {
    return folder.resolve("root");
  }

  private static JsonNode parse(Cli.Result result) {
    return new JsonMapper().readTree(result.out());
  }

  @Test
  void a_node_that_runs_is_shown_as_it_says() {
    ObjectNode status = FakeNode.status("n");
    try (FakeNode _ = FakeNode.running(root(), status)) {
      Cli.Result result = cli.run("status", "--format", "json");
      assertEquals(ExitCode.DONE.number(), result.code());
      assertEquals(status, parse(result));
      assertEquals("", result.err());
    }
  }

  @Test
  void a_node_that_was_stopped_shows_its_last_state_and_exits_with_4() {
    ObjectNode status = FakeNode.status("n").put("state", "stopped");
    FakeNode.known(root(), status);
    Cli.Result result = cli.run("status", "--format", "json");
    assertEquals(ExitCode.NOTHING_THERE.number(), result.code());
    assertEquals(status, parse(result));
  }

  @Test
  void a_node_whose_supervisor_died_without_a_word_has_failed() {
    FakeNode.known(root(), FakeNode.status("n"));
    Cli.Result result = cli.run("status", "--format", "json");
    assertEquals(ExitCode.NOTHING_THERE.number(), result.code());
    JsonNode status = parse(result);
    assertEquals("failed", status.path("state").asString());
    assertEquals("failed", status.path("components").path(0).path("state").asString());
    assertTrue(status.path("components").path(0).path("pid").isNull());
    assertFalse(status.has("socket") || status.path("supervisor").has("start_ticks"));
    JsonNode error = status.path("error");
    assertEquals("component-failed", error.path("code").asString());
    assertEquals("supervisor", error.path("component").asString());
    String message = error.path("message").asString();
    assertTrue(message.contains("pid 1000000000"), message);
    assertTrue(message.contains("/s/n/logs/supervisor.log"), message);
    assertTrue(cli.run("status").out().contains("\nWhy: the supervisor"), "for people as well");
  }

  @Test
  void what_only_a_running_node_has_is_not_there_otherwise() {
    FakeNode.known(root(), FakeNode.status("n").put("state", "stopped"));
    for (String command : new String[] {"stop", "ps"}) {
      Cli.Result result = cli.run(command, "--format", "json");
      assertEquals(ExitCode.NOTHING_THERE.number(), result.code());
      assertEquals("nothing-there", parse(result).path("error").path("code").asString());
    }
  }
}
