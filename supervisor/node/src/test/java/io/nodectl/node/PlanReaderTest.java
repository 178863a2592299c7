package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReaderTest {
  private static String refusal(String json) {
    return String.valueOf(
        assertThrows(InvalidInput.class, () -> PlanReader.parse(json)).getMessage());
  }

  @Test
  void every_part_of_a_plan_is_read() {
    LaunchPlan plan =
        PlanReader.parse(
            """
            {"address": "store.main",
             "components": [
               {"name": "store", "command": ["/bin/store", "{session}"], "stdin": "null",
                "ready": {"by": "portfile", "files": {"main": "{session}/port"}},
                "needs": [{"peer": "other", "kind": "argv"}],
                "importance": "optional", "ports": {"main": 7000}, "keeps_port": "main",
                "limits": {"memory_mb": 512, "cpu_percent": 150},
                "restart": {"restarts": 3, "within_ms": 9000, "stable_after_ms": 4,
                            "first_pause_ms": 5, "longest_pause_ms": 6,
                            "no_retry_exit_codes": [7, 8]}},
               {"name": "tool", "program": "raylet", "arguments": ["--head"]}],
             "outside": [{"name": "other", "ports": {"main": "127.0.0.1:6379"}}],
             "restart_budget": {"restarts": 5}}
            """);

    assertEquals(
        new ComponentSpec(
            "store",
            new Command.OfPath(List.of("/bin/store", "{session}")),
            StandardInput.NULL,
            new Readiness.ByPortFile(Map.of("main", "{session}/port")),
            List.of(Need.argv("other")),
            new Upkeep(
                Importance.OPTIONAL,
                new RestartPolicy(
                    new RestartBudget(3, Duration.ofSeconds(9)),
                    Duration.ofMillis(4),
                    Duration.ofMillis(5),
                    Duration.ofMillis(6),
                    Set.of(7, 8)),
                Optional.empty(),
                new Limits(512, 150)),
            new PortWishes(Map.of("main", 7000), Optional.of("main"))),
        plan.component("store"));
    assertEquals(
        new Command.OfDistribution("raylet", List.of("--head")), plan.component("tool").command());
    assertEquals(
        Map.of("other", Ports.of("main", new Endpoint("127.0.0.1", 6379))), plan.outside());
    assertEquals(Optional.of(new PortRef("store", "main")), plan.address());
    assertEquals(new RestartBudget(5, Duration.ofMinutes(10)), plan.budget());
    assertEquals(RestartPolicy.USUAL, plan.component("tool").upkeep().restart());
  }

  @Test
  void each_way_of_being_ready_is_known() {
    assertEquals(new Readiness.ByReport(), readiness("{}"));
    assertEquals(new Readiness.ByProbe("web"), readiness("{\"by\":\"probe\",\"port\":\"web\"}"));
    assertEquals(
        new Readiness.ByGrpcHealth("rpc", "svc"),
        readiness("{\"by\":\"grpc-health\",\"port\":\"rpc\",\"service\":\"svc\"}"));
  }

  private static Readiness readiness(String json) {
    String plan =
        "{\"components\":[{\"name\":\"a\",\"command\":[\"x\"],\"ready\":%s}]}".formatted(json);
    return PlanReader.parse(plan).component("a").readiness();
  }

  @Test
  void a_misspelt_key_is_named() {
    String message = refusal("{\"components\":[{\"name\":\"a\",\"command\":[\"x\"],\"need\":[]}]}");

    assertEquals("components[0] has no key 'need'", message);
  }

  @Test
  void a_wire_need_without_standard_input_is_refused_with_a_remedy() {
    String message =
        refusal(
            """
            {"components":[{"name":"a","command":["x"]},
                           {"name":"b","command":["x"],"stdin":"null","needs":[{"peer":"a"}]}]}
            """);

    assertTrue(message.contains("no standard input to be told on"), message);
  }

  @Test
  void what_is_no_json_is_refused() {
    assertTrue(refusal("{").startsWith("it is not JSON: line 1, column 2: Unexpected"));
    assertFalse(refusal("{").contains("Source"), refusal("{"));
    assertEquals("it is not JSON: it is empty", refusal(" "));
    assertEquals("the plan must be an object, not []", refusal("[]"));
    assertTrue(refusal("{}").contains("at least one component"));
    assertTrue(
        refusal("{\"components\":[{\"command\":[\"x\"]}]}")
            .contains("components[0].name' is missing"));
    assertTrue(refusal("{\"components\":[{\"name\":\"a\"}]}").contains("a command needs"));
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = Path.of("/nonexistent/plan.json");

    String message =
        String.valueOf(
            assertThrows(InvalidInput.class, () -> PlanReader.read(missing)).getMessage());
    assertTrue(message.contains("/nonexistent/plan.json"), message);
  }

  @Test
  void a_file_that_is_no_text_is_refused_in_words(@TempDir Path folder) throws Exception {
    assertTrue(fileRefusal(folder).endsWith(folder + ": it is a folder, not a file"));
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'"', (byte) 0xe4, '"'});
    assertTrue(fileRefusal(latin).endsWith(latin + ": it is not UTF-8 text"));
  }

  private static String fileRefusal(Path file) {
    return String.valueOf(
        assertThrows(InvalidInput.class, () -> PlanReader.read(file)).getMessage());
  }

  /// What is said of a component `a` that has this as well.
  private static String partRefusal(String part) {
    return refusal("{\"components\":[{\"name\":\"a\",\"command\":[\"x\"],%s}]}".formatted(part));
  }

  @Test
  void a_value_of_another_type_is_named_with_its_place() {
    assertEquals(
        "components[0].ports.main must be a whole number up to 65535, not \"abc\"",
        partRefusal("\"ports\":{\"main\":\"abc\"}"));
    assertTrue(partRefusal("\"ports\":{\"main\":99999}").contains("cannot be 99999"));
    assertTrue(partRefusal("\"ports\":{\"main\":1.5}").contains("not 1.5"));
    assertTrue(partRefusal("\"ports\":[1]").startsWith("components[0].ports must be an object"));
    assertEquals(
        "components[0].ready must be an object, not \"probe\"", partRefusal("\"ready\":\"probe\""));
    assertEquals(
        "components[0].ready.by must be a string, not 5", partRefusal("\"ready\":{\"by\":5}"));
    assertEquals("components[0].stdin must be a string, not 5", partRefusal("\"stdin\":5"));
    assertEquals("components[0].stdin must be a string, not null", partRefusal("\"stdin\":null"));
    assertEquals(
        "components[0].stdin cannot be \"no\": use \"wire\" or \"null\"",
        partRefusal("\"stdin\":\"no\""));
    assertEquals(
        "components[0].importance must be a string, not 5", partRefusal("\"importance\":5"));
    assertTrue(partRefusal("\"needs\":{}").startsWith("components[0].needs must be an array"));
    assertTrue(partRefusal("\"program\":\"y\"").contains("keep one way"));
    assertEquals(
        "components[0].command[0] must be a string, not 1",
        refusal("{\"components\":[{\"name\":\"a\",\"command\":[1]}]}"));
  }

  @Test
  void an_outside_peer_that_cannot_be_right_is_refused() {
    assertTrue(
        outsideRefusal("{\"name\":\"o\",\"ports\":{\"p\":\"bad\"}}")
            .startsWith("outside[0].ports.p"));
    assertTrue(outsideRefusal("{\"name\":\"o\",\"ports\":{\"P\":\"h:1\"}}").contains("\"P\""));
    assertTrue(outsideRefusal("{\"name\":\"o\"},{\"name\":\"o\"}").contains("'o' twice"));
  }

  private static String outsideRefusal(String peers) {
    return refusal(
        "{\"components\":[{\"name\":\"a\",\"command\":[\"x\"]}],\"outside\":[%s]}"
            .formatted(peers));
  }

  @Test
  void an_address_of_nobody_in_the_plan_is_refused() {
    String message =
        refusal("{\"address\":\"b.main\",\"components\":[{\"name\":\"a\",\"command\":[\"x\"]}]}");

    assertTrue(message.contains("port 'main' of 'b'"), message);
  }

  @Test
  void a_placeholder_that_can_never_be_filled_is_found_before_the_start() {
    for (String word : List.of("{p}", "{b.main}", "{a.b.c}", "{session.x}", "{}")) {
      String message =
          refusal("{\"components\":[{\"name\":\"a\",\"command\":[\"%s\"]}]}".formatted(word));
      assertTrue(message.startsWith("component 'a': '" + word + "' asks for " + word), message);
    }
    assertTrue(
        partRefusal("\"ready\":{\"by\":\"portfile\",\"files\":{\"p\":\"{x}\"}}").contains("{x}"));
  }

  @Test
  void what_an_argv_peer_may_have_is_left_to_the_start() {
    LaunchPlan plan =
        PlanReader.parse(
            """
            {"components":[{"name":"a","command":["x", "{session}{node_id}", "{{p}"]},
                           {"name":"b","command":["x", "{a.main}", "{a.main.number}"],
                            "needs":[{"peer":"a","kind":"argv"}]}]}
            """);

    assertEquals(List.of("b"), plan.stopLevels().getFirst());
  }
}
