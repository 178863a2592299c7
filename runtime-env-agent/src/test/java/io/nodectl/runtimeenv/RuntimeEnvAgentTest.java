package io.nodectl.runtimeenv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.WorkerContext;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleReply;
import io.nodectl.messages.ray.DeleteRuntimeEnvIfPossibleRequest;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvRequest;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoReply;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoRequest;
import io.nodectl.runtimeenv.shelf.Trees;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RuntimeEnvAgentTest {
  private static final String GET_OR_CREATE = "/get_or_create_runtime_env";
  private static final String DELETE = "/delete_runtime_env_if_possible";
  private static final String INFO = "/get_runtime_envs_info";
  private static final String CACHE = "/nodectl/cache";
  private static final String PROGRESS = "/nodectl/progress";
  private static final String[] TOKEN = {"Authorization", "Bearer s3cret"};
  private static final Order.Config CONFIG =
      new Order.Config(Map.of("auth.mode", "token", "auth.token", "s3cret"));
  private static final Order.Wire GCS =
      new Order.Wire("gcs-server", 1, Ports.of("gcs", new Endpoint("127.0.0.1", 6379)));

  private final Path folder;
  private AgentUnderTest agent;
  private int port;

  RuntimeEnvAgentTest() throws Exception {
    folder = Files.createTempDirectory("runtime-envs");
    agent = AgentUnderTest.start("--node-id", "ab12", "--environments-dir", folder.toString());
  }

  @BeforeEach
  void learn_its_port() throws Exception {
    Report.Bound bound = assertInstanceOf(Report.Bound.class, agent.report());
    port = bound.ports().endpoint("http").orElseThrow().port();
  }

  @AfterEach
  void end_it() throws Exception {
    agent.close();
    Trees.remove(folder);
  }

  @Test
  void it_is_ready_once_it_was_told_of_gcs() throws Exception {
    agent.order(CONFIG);
    agent.order(new Order.Wire("raylet", 1, Ports.of("node-manager", new Endpoint("h", 1))));
    agent.order(GCS);
    agent.order(new Order.Wire("gcs-server", 2, GCS.ports()));
    assertEquals(new Report.Ready(), agent.report());
    agent.order(new Order.Stop(Duration.ofSeconds(20)));
    assertEquals(0, agent.exitCode());
  }

  @Test
  void it_creates_counts_and_deletes_an_environment() throws Exception {
    let_in();
    String environment = "{\"env_vars\":{\"A\":\"1\"}}";
    GetOrCreateRuntimeEnvReply created = create(environment);
    assertEquals(AgentRpcStatus.AGENT_RPC_STATUS_OK, created.getStatus());
    assertTrue(created.getSerializedRuntimeEnvContext().contains("\"env_vars\":{\"A\":\"1\"}"));
    GetRuntimeEnvsInfoReply info = info();
    assertEquals(1, info.getTotal());
    assertEquals(environment, info.getRuntimeEnvStates(0).getRuntimeEnv());
    assertEquals(1, info.getRuntimeEnvStates(0).getRefCnt());
    assertTrue(info.getRuntimeEnvStates(0).getSuccess());
    byte[] delete =
        DeleteRuntimeEnvIfPossibleRequest.newBuilder()
            .setSerializedRuntimeEnv(environment)
            .setSourceProcess("raylet")
            .build()
            .toByteArray();
    assertEquals(
        AgentRpcStatus.AGENT_RPC_STATUS_OK,
        DeleteRuntimeEnvIfPossibleReply.parseFrom(agent.post(port, DELETE, delete, TOKEN).body())
            .getStatus());
    assertEquals(0, info().getTotal());
  }

  @Test
  void a_package_from_a_file_becomes_the_folder_of_the_worker() throws Exception {
    let_in();
    Path zip = folder.resolve("work.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("only/a.py"));
      out.write(1);
    }
    GetOrCreateRuntimeEnvReply created =
        create("{\"working_dir\":\"file://" + zip + "\",\"env_vars\":{\"A\":\"1\"}}");
    assertEquals("", created.getErrorMessage());
    WorkerContext context = WorkerContext.parse(created.getSerializedRuntimeEnvContext());
    Path work = Path.of(context.folder().orElseThrow());
    assertTrue(Files.exists(work.resolve("a.py")));
    assertTrue(context.envVars().getOrDefault("PYTHONPATH", "").startsWith(work.toString()));
    String cache = new String(agent.post(port, CACHE, new byte[0], TOKEN).body(), UTF_8);
    assertTrue(cache.contains("\"field\":\"working_dir\""), cache);
    assertTrue(cache.contains("\"references\":1"), cache);
    String metrics = new String(agent.get(port, "/metrics", TOKEN).body(), UTF_8);
    assertTrue(metrics.contains("requests_total{result=\"created\"} 1"), metrics);
  }

  @Test
  void how_the_making_goes_can_be_asked() throws Exception {
    let_in();
    create("{\"env_vars\":{}}");
    byte[] question = "{\"runtime_env\":\"{\\\"env_vars\\\":{}}\"}".getBytes(UTF_8);
    String answer = new String(agent.post(port, PROGRESS, question, TOKEN).body(), UTF_8);
    assertTrue(answer.contains("\"step\":\"ready\""), answer);
    assertEquals(400, agent.post(port, PROGRESS, new byte[0], TOKEN).statusCode());
  }

  @Test
  void a_reference_that_is_not_there_cannot_be_given_back() throws Exception {
    let_in();
    byte[] delete =
        DeleteRuntimeEnvIfPossibleRequest.newBuilder()
            .setSerializedRuntimeEnv("{}")
            .setSourceProcess("raylet")
            .build()
            .toByteArray();
    DeleteRuntimeEnvIfPossibleReply reply =
        DeleteRuntimeEnvIfPossibleReply.parseFrom(agent.post(port, DELETE, delete, TOKEN).body());
    assertEquals(AgentRpcStatus.AGENT_RPC_STATUS_FAILED, reply.getStatus());
    assertTrue(reply.getErrorMessage().contains("no reference"), reply::getErrorMessage);
  }

  @Test
  void what_it_cannot_do_is_refused_by_name_with_the_node() throws Exception {
    let_in();
    GetOrCreateRuntimeEnvReply reply = create("{\"container\":{}}");
    assertEquals(AgentRpcStatus.AGENT_RPC_STATUS_FAILED, reply.getStatus());
    assertTrue(
        reply.getErrorMessage().startsWith("runtime-env-agent of node ab12: container: not"),
        reply::getErrorMessage);
    assertEquals("", reply.getSerializedRuntimeEnvContext());
    assertTrue(info().getRuntimeEnvStates(0).getError().startsWith("container"));
  }

  @Test
  void before_it_knows_the_token_it_answers_503() throws Exception {
    assertEquals(503, agent.post(port, INFO, new byte[0], TOKEN).statusCode());
  }

  @Test
  void callers_without_the_token_are_refused() throws Exception {
    let_in();
    assertEquals(401, agent.post(port, INFO, new byte[0]).statusCode());
    assertEquals(401, agent.get(port, "/nowhere").statusCode());
    assertEquals(
        403, agent.post(port, INFO, new byte[0], "Authorization", "Bearer x").statusCode());
    assertEquals(
        200,
        agent.post(port, INFO, new byte[0], "X-Ray-Authorization", "Bearer s3cret").statusCode());
  }

  @Test
  void a_config_that_makes_no_sense_lets_nobody_in() throws Exception {
    agent.order(new Order.Config(Map.of("auth.mode", "token")));
    agent.order(GCS);
    agent.report();
    assertEquals(503, agent.post(port, INFO, new byte[0]).statusCode());
  }

  @Test
  void without_authentication_anybody_is_served() throws Exception {
    agent.order(new Order.Config(Map.of("auth.mode", "disabled")));
    agent.order(GCS);
    agent.report();
    assertEquals(200, agent.post(port, INFO, new byte[0]).statusCode());
  }

  @Test
  void a_request_of_the_wrong_form_is_told_what_is_wrong() throws Exception {
    let_in();
    assertEquals(404, agent.post(port, "/", new byte[0], TOKEN).statusCode());
    assertEquals(404, agent.post(port, INFO + "/more", new byte[0], TOKEN).statusCode());
    var wrongMethod = agent.get(port, INFO, TOKEN);
    assertEquals(405, wrongMethod.statusCode());
    assertEquals("POST", wrongMethod.headers().firstValue("Allow").orElseThrow());
    assertEquals(400, agent.post(port, INFO, "garbage".getBytes(UTF_8), TOKEN).statusCode());
    byte[] tooLong = new byte[HttpFront.MAX_BODY + 1];
    assertEquals(413, agent.post(port, INFO, tooLong, TOKEN).statusCode());
  }

  @Test
  void a_fixed_port_that_is_taken_is_a_failure_that_names_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AgentUnderTest second = AgentUnderTest.start("--port", "" + taken.getLocalPort())) {
      Report.Fail fail = assertInstanceOf(Report.Fail.class, second.report());
      assertEquals("port-taken", fail.code());
      assertEquals(Retry.NO, fail.retry());
      assertTrue(fail.message().contains("port " + taken.getLocalPort()), fail::message);
      assertEquals(7, second.exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=65536", "--port=x", "--port=-1", "--colour", "--host"})
  void a_wrong_command_line_is_exit_code_2(String flag) throws Exception {
    try (AgentUnderTest wrong = AgentUnderTest.start(flag)) {
      assertEquals("usage", assertInstanceOf(Report.Fail.class, wrong.report()).code());
      assertEquals(2, wrong.exitCode());
    }
  }

  private void let_in() throws Exception {
    agent.order(CONFIG);
    agent.order(GCS);
    assertEquals(new Report.Ready(), agent.report());
  }

  private GetOrCreateRuntimeEnvReply create(String environment) throws Exception {
    byte[] request =
        GetOrCreateRuntimeEnvRequest.newBuilder()
            .setSerializedRuntimeEnv(environment)
            .setSourceProcess("raylet")
            .build()
            .toByteArray();
    var response = agent.post(port, GET_OR_CREATE, request, TOKEN);
    assertEquals(200, response.statusCode());
    return GetOrCreateRuntimeEnvReply.parseFrom(response.body());
  }

  private GetRuntimeEnvsInfoReply info() throws Exception {
    byte[] request = GetRuntimeEnvsInfoRequest.newBuilder().setLimit(-1).build().toByteArray();
    return GetRuntimeEnvsInfoReply.parseFrom(agent.post(port, INFO, request, TOKEN).body());
  }
}
