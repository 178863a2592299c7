package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.spawn.ProcessUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class RenderingTest {
  private static final String HEAD_ID = "ab".repeat(28);
  private static final String WORKER_ID = "ab".repeat(5) + "cd".repeat(23);

  private static final String HEAD =
      """
      {"name":"head","state":"ready","head":true,"address":"127.0.0.1:4001","node_id":"abcd",
       "session":"/r/head/sessions/1","auth":{"mode":"token","token_path":"/r/my root/token"},
       "supervisor":{"pid":10},
       "components":[
        {"name":"gcs-server","state":"ready","pid":11,"generation":1,"restarts":0,
         "ports":{"gcs":4001}},
        {"name":"raylet","state":"failed","pid":null,"generation":2,"restarts":1,
         "ports":{"node-manager":4002,"object-manager":4003},"remark":"killed\\nby somebody"}]}
      """;

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  private static void assertLines(String expected, List<String> lines) {
    assertEquals(expected, String.join("\n", lines) + "\n");
  }

  @Test
  void a_table_is_as_wide_as_its_cells_and_shows_dashes_for_nothing() {
    Table table = new Table("A", "LONG", "C").row("wide cell", "", "x").row("y", "1", "");
    assertLines(
        """
        A          LONG  C
        wide cell  -     x
        y          1     -
        """,
        table.lines());
  }

  @Test
  void a_status_is_shown_with_its_components() {
    assertLines(
        """
        node 'head' is ready
          role        head
          address     127.0.0.1:4001
          node id     abcd
          session     /r/head/sessions/1
          auth        token (/r/my root/token)
          supervisor  pid 10

        COMPONENT   STATE   SINCE  PID  RESTARTS  PORTS                                   REMARK
        gcs-server  ready   -      11   0         gcs 4001                                -
        raylet      failed  -      -    1         node-manager 4002, object-manager 4003  killed
        """,
        StatusText.lines(json(HEAD), true, Instant.EPOCH));
  }

  @Test
  void a_status_tells_since_when_and_why_a_component_was_restarted_and_its_last_error() {
    JsonNode status =
        json(
            """
            {"name":"n","state":"ready","head":true,"address":null,"node_id":"x","session":"/s",
             "auth":{"mode":"disabled","token_path":null},
             "supervisor":{"pid":1,"ports":{"metrics":4000}},
             "components":[{"name":"raylet","state":"ready","since":"2026-01-01T10:00:00.500Z",
               "pid":2,"generation":3,"restarts":2,"ports":{},
               "last_restart":{"at":"2026-01-01T09:58:00Z","reason":"raylet was killed by SIGKILL"},
               "last_error":"raylet: no memory\\nmore"}]}
            """);
    assertLines(
        """
        node 'n' is ready
          role        head
          address     -
          node id     x
          session     /s
          auth        disabled
          supervisor  pid 1, metrics 4000

        COMPONENT  STATE  SINCE  PID  RESTARTS  PORTS  REMARK
        raylet     ready  30 s   2    2         -      -

        raylet was last restarted 2 min ago: was killed by SIGKILL
        last error of raylet: no memory
        """,
        StatusText.lines(status, true, Instant.parse("2026-01-01T10:00:31Z")));
  }

  @Test
  void a_status_with_an_error_ends_with_the_reason_and_the_last_words() {
    JsonNode status =
        json(
            """
            {"name":"n","state":"failed","head":false,"address":null,"node_id":"x","session":"/s",
             "auth":{"mode":"disabled","token_path":null},"supervisor":{"pid":1},"components":[],
             "error":{"code":"component-failed","component":"raylet","message":"raylet died",
                      "log_tail":["one","two"]}}
            """);
    assertLines(
        """
        node 'n' has failed
          role        worker
          address     -
          node id     x
          session     /s
          auth        disabled

        COMPONENT  STATE  SINCE  PID  RESTARTS  PORTS  REMARK

        Why: raylet died
          | one
          | two
        """,
        StatusText.lines(status, false, Instant.EPOCH));
  }

  @ParameterizedTest
  @CsvSource({
    "raylet: raylet died, died",
    "raylet was killed, was killed",
    "raylets are many, raylets are many",
    "the raylet died, the raylet died",
    "raylet, raylet",
  })
  void a_remark_does_not_repeat_the_name_of_its_row(String text, String expected) {
    assertEquals(expected, StatusText.remark("raylet", text));
  }

  @Test
  void a_head_that_is_ready_says_what_to_do_next() {
    assertLines(
        """
        node 'head' is ready
          address   127.0.0.1:4001
          node id   abcd
          session   /r/head/sessions/1

        Next:
          join another node    nodectl start --address=127.0.0.1:4001 --name w1
          see the cluster      nodectl nodes
          let Ray's tools in   export RAY_AUTH_MODE=token
                               export RAY_AUTH_TOKEN_PATH='/r/my root/token'
                               Ray's own commands (ray status) never call 127.0.0.1, but this host's
                               other address: start with --node-ip-address=auto to have them work
          stop this node       nodectl stop --name head
        """,
        NextSteps.lines(json(HEAD), "nodectl"));
  }

  @Test
  void a_worker_without_authentication_has_no_exports_and_nobody_to_join() {
    JsonNode status =
        json(
            """
            {"name":"w1","state":"ready","head":false,"address":"10.0.0.5:6379","node_id":"ef",
             "session":"/s","auth":{"mode":"disabled","token_path":null}}
            """);
    assertLines(
        """
        node 'w1' is ready
          address   10.0.0.5:6379
          node id   ef
          session   /s

        Next:
          see the cluster      nodectl nodes
          stop this node       nodectl stop --name w1
        """,
        NextSteps.lines(status, "nodectl"));
  }

  @Test
  void a_node_without_an_address_has_no_cluster_and_the_hints_say_how_nodectl_was_called() {
    JsonNode status =
        json(
            """
            {"name":"n","state":"ready","head":true,"address":null,"node_id":"ef",
             "session":"/s","auth":{"mode":"token","token_path":"/t"}}
            """);
    assertLines(
        """
        node 'n' is ready
          address   -
          node id   ef
          session   /s

        Next:
          stop this node       scripts/nodectl stop --name n
        """,
        NextSteps.lines(status, "scripts/nodectl"));
  }

  private static GcsNodeInfo.Builder node(String id) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(ByteString.copyFrom(HexFormat.of().parseHex(id)))
        .setNodeManagerAddress("127.0.0.1")
        .setNodeManagerPort(1)
        .setObjectManagerPort(2)
        .setRuntimeEnvAgentPort(3);
  }

  private static List<GcsNodeInfo> nodes() {
    GcsNodeInfo head = node(HEAD_ID).setIsHeadNode(true).setNodeName("h").build();
    GcsNodeInfo worker =
        node(WORKER_ID).setState(GcsNodeInfo.GcsNodeState.DEAD).setMetricsExportPort(4).build();
    return List.of(worker, head);
  }

  @Test
  void nodes_are_told_apart_by_as_many_digits_as_that_takes() {
    assertLines(
        """
        NODE ID      IP         STATE  HEAD  NAME  PORTS
        abababababa  127.0.0.1  ALIVE  yes   h     node-manager 1, object-manager 2, runtime-env-agent 3
        ababababbcd  127.0.0.1  DEAD   no    -     node-manager 1, object-manager 2, runtime-env-agent 3, metrics-export 4
        """
            .replace("ababababbcd", WORKER_ID.substring(0, 11)),
        ClusterNodes.asTable(nodes()).lines());
  }

  @Test
  void nodes_for_programs_have_whole_ids_and_nothing_is_an_empty_list() {
    String expected =
        """
        [{"node_id":"%s","ip":"127.0.0.1","state":"ALIVE","is_head":true,
          "ports":{"node-manager":1,"object-manager":2,"runtime-env-agent":3}},
         {"node_id":"%s","ip":"127.0.0.1","state":"DEAD","is_head":false,
          "ports":{"node-manager":1,"object-manager":2,"runtime-env-agent":3,"metrics-export":4}}]
        """
            .formatted(HEAD_ID, WORKER_ID);
    assertEquals(json(expected), ClusterNodes.asJson(nodes()));
    assertEquals("[]", ClusterNodes.asJson(List.of()).toString());
    assertEquals("[ ]", ClusterNodes.asJson(List.of()).toPrettyString());
  }

  private static ProcessUsage usage(long pss, long rss) {
    return new ProcessUsage('S', 1, pss, rss, Duration.ofMillis(1500), Duration.ofMinutes(1));
  }

  @Test
  void processes_are_listed_as_a_tree_with_what_they_take() {
    JsonNode component =
        json("{\"state\":\"ready\",\"generation\":2,\"restarts\":1,\"ports\":{\"gcs\":4001}}");
    NodeProcess guardian =
        new NodeProcess("guardian", 9, 0, usage(0, 30 * 1024), MissingNode.getInstance());
    NodeProcess gcs = new NodeProcess("gcs-server", 11, 2, usage(41 * 1024, 60 * 1024), component);
    assertLines(
        """
        ROLE            PID  STATE    MEMORY  CPU    CPU TIME  RESTARTS  PORTS
        guardian        9    running  30 MiB  2.5 %  1.50 s    -         -
            gcs-server  11   ready    41 MiB  2.5 %  1.50 s    1         gcs 4001
        """,
        PsCommand.table(List.of(guardian, gcs)).lines());
    assertEquals(
        json("""
            {"role":"gcs-server","pid":11,"parent":1,"state":"ready","pss_kib":41984,
             "rss_kib":61440,"cpu_ms":1500,"cpu_percent":2.5,"age_ms":60000,"generation":2,
             "restarts":1,"ports":{"gcs":4001}}
            """)
            .toString(),
        gcs.asJson().toString());
  }
}
