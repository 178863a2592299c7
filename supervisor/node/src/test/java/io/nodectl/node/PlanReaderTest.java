package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
                "importance": "optional", "ports": {"main": 7000}},
               {"name": "tool", "program": "raylet", "arguments": ["--head"]}],
             "outside": [{"name": "other", "ports": {"main": "127.0.0.1:6379"}}]}
            """);

    assertEquals(
        new ComponentSpec(
            "store",
            new Command.OfPath(List.of("/bin/store", "{session}")),
            StandardInput.NULL,
            new Readiness.ByPortFile(Map.of("main", "{session}/port")),
            List.of(Need.argv("other")),
            Importance.OPTIONAL,
            Map.of("main", 7000)),
        plan.component("store"));
    assertEquals(
        new Command.OfDistribution("raylet", List.of("--head")), plan.component("tool").command());
    assertEquals(
        Map.of("other", Ports.of("main", new Endpoint("127.0.0.1", 6379))), plan.outside());
    assertEquals(Optional.of(new PortRef("store", "main")), plan.address());
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

    assertEquals("a component has no key 'need'", message);
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
    assertTrue(refusal("{").startsWith("it is not JSON"));
    assertTrue(refusal("{}").contains("at least one component"));
    assertTrue(refusal("{\"components\":[{\"command\":[\"x\"]}]}").contains("'name' is missing"));
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
}
