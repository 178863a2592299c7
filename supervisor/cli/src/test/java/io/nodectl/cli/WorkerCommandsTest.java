package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.DeviceGrant;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.rpc.NodeId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class WorkerCommandsTest {
  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);
  private FakeRaylet raylet;

  WorkerCommandsTest() throws Exception {
    raylet = FakeRaylet.start();
  }

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
    raylet.workers =
        List.of(
            worker("web", "aa11", WorkerState.READY)
                .setPid(12)
                .setRestarts(2)
                .setMemoryBytes(30 << 20)
                .addArgv("python3")
                .addPorts(WorkerPort.newBuilder().setName("main").setAddress("127.0.0.1:1"))
                .addDevices(DeviceGrant.newBuilder().setResource("GPU").addIds("2").addIds("3"))
                .build(),
            worker("old", "aa22", WorkerState.EXITED).build());
  }

  @AfterEach
  void end_the_raylet() {
    raylet.close();
  }

  private WorkerInfo.Builder worker(String name, String beginning, WorkerState state) {
    return WorkerInfo.newBuilder()
        .setName(name)
        .setWorkerId(beginning + "0".repeat(56 - beginning.length()))
        .setNodeId(raylet.nodeId())
        .setState(state);
  }

  private Cli.Result run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--address";
    all[words.length + 1] = raylet.address().toString();
    return cli.run(all);
  }

  private JsonNode json(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--format";
    all[words.length + 1] = "json";
    return JsonMapper.shared().readTree(run(all).out());
  }

  @Test
  void living_workers_are_listed_with_what_they_hold() {
    String table = run("workers").out();
    List<String> lines = table.lines().toList();
    assertEquals(2, lines.size(), table);
    for (String word :
        List.of("aa110000", "web", "READY", "12", "127.0.0.1:1", "30 MiB", "2,3", "python3")) {
      assertTrue(lines.get(1).contains(word), () -> word + " in " + table);
    }
    assertEquals(2, json("workers", "--all").path("workers").size());
  }

  @Test
  void a_node_that_does_not_answer_is_named_and_the_others_are_shown() {
    NodeId gone = NodeId.random();
    raylet.knows(FakeRaylet.node(gone, 1));
    Cli.Result result = run("workers");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("web"), result.out());
    assertTrue(result.err().contains(gone.hex().substring(0, 8)), result.err());
    assertEquals(
        gone.hex(), json("workers").path("silent_nodes").path(0).path("node_id").asString());
  }

  @Test
  void what_is_not_shown_is_told() {
    Cli.Result result = run("workers", "--all", "--limit", "1");
    assertTrue(result.err().contains("these are 1 of 2"), result.err());
  }

  @Test
  void a_worker_is_meant_by_its_name_or_by_a_beginning_that_no_other_has() {
    assertEquals("READY", json("worker", "describe", "web").path("state").asString());
    assertEquals("old", json("worker", "describe", "aa2").path("name").asString());
    Cli.Result several = run("worker", "describe", "aa");
    assertEquals(ExitCode.USAGE.number(), several.code());
    assertTrue(several.err().contains("could be 2 workers"), several.err());
    Cli.Result none = run("worker", "describe", "cc");
    assertEquals(ExitCode.NOTHING_THERE.number(), none.code());
  }

  @Test
  void a_worker_is_stopped_with_the_grace_that_is_said() {
    assertEquals(0, run("worker", "stop", "web", "--grace", "0").code());
    assertEquals(-1, raylet.stops.getFirst().getGraceMs());
    assertEquals(0, run("worker", "stop", "web", "--grace", "2").code());
    assertEquals(2_000, raylet.stops.getLast().getGraceMs());
    assertTrue(raylet.stops.getLast().getWorkerId().startsWith("aa11"));
  }

  @Test
  void logs_are_bytes_for_people_and_lines_for_programs() {
    raylet.logged =
        List.of(
            LogsReply.newBuilder()
                .setStream(LogStream.STDOUT)
                .setData(ByteString.copyFromUtf8("one\ntw"))
                .build(),
            LogsReply.newBuilder()
                .setStream(LogStream.STDERR)
                .setData(ByteString.copyFromUtf8("oh\n"))
                .build(),
            LogsReply.newBuilder()
                .setStream(LogStream.STDOUT)
                .setData(ByteString.copyFromUtf8("o"))
                .build());
    assertEquals("one\ntwoh\no", run("worker", "logs", "web").out());
    assertEquals(
        List.of(
            "{\"stream\":\"stdout\",\"line\":\"one\"}",
            "{\"stream\":\"stderr\",\"line\":\"oh\"}",
            "{\"stream\":\"stdout\",\"line\":\"two\"}"),
        run("worker", "logs", "web", "--format", "json").out().lines().toList());
  }

  @Test
  void a_context_is_for_workers() {
    Cli.Result result = cli.run("context");
    assertEquals(ExitCode.NOTHING_THERE.number(), result.code());
    assertTrue(result.err().contains("NODECTL_RAYLET is not set"), result.err());
  }
}
