package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.WorkerCommand;
import io.nodectl.environment.WorkerContext;
import io.nodectl.environment.WorkerExec;
import io.nodectl.messages.ray.AgentRpcStatus;
import io.nodectl.messages.ray.GetOrCreateRuntimeEnvReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runtime environments made by the agent of a head, and programs that run in them.
class RuntimeEnvIT {
  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();

  @BeforeAll
  static void start() {
    head = BOX.json("start", "--head").done().json();
  }

  @AfterAll
  static void stop() {
    BOX.stopWhatRuns();
  }

  @Test
  void rays_own_client_packs_uploads_creates_runs_and_deletes() throws Exception {
    Path folder = Files.createDirectories(BOX.file("packed"));
    Files.writeString(folder.resolve("told.py"), "VALUE = 42\n");
    Files.writeString(folder.resolve("left.txt"), "not this\n");
    Files.writeString(folder.resolve(".gitignore"), "*.txt\n");
    JsonNode came =
        RayPython.of(BOX)
            .run(
                "env_agent.py",
                List.of(
                    "127.0.0.1:" + Json.port(head, "runtime-env-agent", "http"),
                    "127.0.0.1:" + Json.port(head, "gcs-server", "gcs"),
                    folder.toString()),
                Map.of(
                    "RAY_AUTH_MODE",
                    "token",
                    "RAY_AUTH_TOKEN_PATH",
                    head.path("auth").path("token_path").asString()))
            .done()
            .json();
    assertEquals("", came.path("error").asString(), came::toString);
    assertEquals("hello there 42", came.path("said").asString(), came::toString);
    assertEquals("[[1,true]]", came.path("held").toString());
    assertEquals("[0,1]", came.path("deleted").toString());
    assertTrue(came.path("unknown").asString().contains("did you mean pip?"), came::toString);
  }

  @Test
  void two_versions_of_a_package_live_side_by_side() throws Exception {
    try (AgentLink agent = AgentLink.of(head)) {
      CompletableFuture<GetOrCreateRuntimeEnvReply> old = agent.begin("{\"pip\":[\"idna==3.6\"]}");
      CompletableFuture<GetOrCreateRuntimeEnvReply> recent =
          agent.begin("{\"pip\":{\"packages\":[\"idna==3.7\"],\"pip_check\":false}}");
      WorkerCommand.AnyProgram program =
          new WorkerCommand.AnyProgram(
              List.of("python3", "-c", "import idna; print(idna.__version__)"));
      assertEquals("3.6", said(old.join(), program));
      assertEquals("3.7", said(recent.join(), program));
      assertEquals(
          "3.6",
          said(
              old.join(),
              new WorkerCommand.AnyProgram(
                  List.of("sh", "-c", "python -c 'import idna; print(idna.__version__)'"))));
      assertEquals(
          "3.7",
          said(
              recent.join(),
              new WorkerCommand.Python(List.of("-c", "import idna; print(idna.__version__)"))));
      long begun = System.nanoTime();
      created(agent.create("{\"pip\":[\"idna==3.6\"]}"));
      assertTrue(System.nanoTime() - begun < Eventually.HANG.toNanos(), "it is not made again");
      JsonNode cache = agent.ask("/nodectl/cache", "");
      assertTrue(
          cache.toString().contains("\"references\":2") || cache.toString().contains("pip://"));
    }
  }

  @Test
  void a_requirement_that_does_not_exist_ends_with_the_words_of_pip() {
    try (AgentLink agent = AgentLink.of(head)) {
      GetOrCreateRuntimeEnvReply reply =
          agent.create("{\"pip\":[\"nodectl-has-no-such-package==1\"]}");
      assertEquals(AgentRpcStatus.AGENT_RPC_STATUS_FAILED, reply.getStatus());
      assertTrue(
          reply.getErrorMessage().contains("No matching distribution found"),
          reply::getErrorMessage);
      assertTrue(reply.getErrorMessage().contains("exit code 1"), reply::getErrorMessage);
    }
  }

  @Test
  void programs_run_side_by_side_in_what_they_require_and_what_is_not_to_be_had_is_told() {
    List<String> print = List.of("python3", "-c", "import idna; print(idna.__version__)");
    Running old = run("{\"pip\":[\"idna==3.6\"]}", print);
    Running recent = run("{\"pip\":[\"idna==3.7\"]}", print);
    Running never = run("{\"pip\":[\"nodectl-has-no-such-package==2\"]}", print);
    assertEquals("3.6\n", old.await().done().stdout());
    assertEquals("3.7\n", recent.await().done().stdout());
    Outcome outcome = never.await();
    assertEquals(125, outcome.code(), outcome::toString);
    assertTrue(
        outcome.stderr().contains("No matching distribution found"), () -> outcome.toString());
  }

  private static Running run(String environment, List<String> program) {
    List<String> words = new ArrayList<>(List.of("run", "--name", "head"));
    words.addAll(List.of("--runtime-env", environment, "--"));
    words.addAll(program);
    return BOX.begin(words.toArray(String[]::new));
  }

  @Test
  void two_nodes_build_the_same_environment_at_once() {
    JsonNode other =
        BOX.json("start", "--address=" + head.path("address").asString(), "--name", "w1")
            .done()
            .json();
    String program = "import idna; print(idna.__version__, idna.__file__)";
    List<String> said =
        Stream.of(BOX.status("head"), other)
            .map(node -> on(node, "{\"pip\":[\"idna==3.9\"]}", program))
            .toList()
            .stream()
            .map(running -> running.await().done().stdout())
            .toList();
    assertTrue(said.stream().allMatch(line -> line.startsWith("3.9 ")), said::toString);
    assertTrue(said.getFirst().contains("/head/"), said::toString);
    assertTrue(said.getLast().contains("/w1/"), said::toString);
    BOX.json("stop", "--name", "w1").done();
  }

  private static Running on(JsonNode node, String environment, String program) {
    return BOX.begin(
        "run",
        "--name",
        "head",
        "--node",
        node.path("node_id").asString(),
        "--runtime-env",
        environment,
        "--",
        "python3",
        "-c",
        program);
  }

  @Test
  void a_package_that_is_no_archive_is_refused_and_leaves_nothing() throws Exception {
    Path zip = Files.writeString(BOX.file("broken.zip"), "PK\003\004 and no more");
    try (AgentLink agent = AgentLink.of(head)) {
      GetOrCreateRuntimeEnvReply reply = agent.create("{\"working_dir\":\"file://" + zip + "\"}");
      assertEquals(AgentRpcStatus.AGENT_RPC_STATUS_FAILED, reply.getStatus());
      assertTrue(reply.getErrorMessage().contains("broken.zip"), reply::getErrorMessage);
      assertEquals(List.of(), unfinished());
    }
  }

  @Test
  void an_archive_that_would_write_elsewhere_is_refused_and_writes_nothing() throws Exception {
    Path zip = BOX.file("evil.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("../../../evil"));
      out.write(1);
    }
    try (AgentLink agent = AgentLink.of(head)) {
      GetOrCreateRuntimeEnvReply reply = agent.create("{\"working_dir\":\"file://" + zip + "\"}");
      assertTrue(reply.getErrorMessage().contains("outside"), reply::getErrorMessage);
      assertEquals(List.of(), unfinished());
    }
  }

  @Test
  void a_java_worker_finds_the_classes_of_its_jars() throws Exception {
    Path jar = jar("Hello");
    try (AgentLink agent = AgentLink.of(head)) {
      GetOrCreateRuntimeEnvReply reply =
          agent.create("{\"java_jars\":[\"file://" + jar + "\"],\"env_vars\":{\"WHO\":\"me\"}}");
      assertEquals("Hello me", said(reply, new WorkerCommand.Java(List.of(), List.of("Hello"))));
      assertEquals("Hello me", said(reply, new WorkerCommand.AnyProgram(List.of("java", "Hello"))));
    }
  }

  @Test
  void an_agent_that_is_killed_while_it_builds_leaves_nothing_half_built() throws Exception {
    int killed;
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        AgentLink agent = AgentLink.of(head)) {
      String env =
          "{\"pip\":[\"idna==3.8\"],\"env_vars\":{\"PIP_INDEX_URL\":\"http://127.0.0.1:%d/simple\",\"PIP_NO_INDEX\":\"0\",\"PIP_CONFIG_FILE\":\"/dev/null\"}}"
              .formatted(silent.getLocalPort());
      CompletableFuture<GetOrCreateRuntimeEnvReply> never = agent.begin(env);
      silent.accept().close();
      eventually(() -> !unfinished().isEmpty(), () -> "nothing is being built");
      killed = killAgent();
      eventually(never::isDone, () -> "the connection is still there");
    }
    awaitAgentAfter(killed);
    eventually(() -> unfinished().isEmpty(), () -> "left over: " + unfinished());
    try (AgentLink agent = AgentLink.of(head)) {
      created(agent.create("{\"env_vars\":{\"A\":\"1\"}}"));
    }
  }

  @Test
  void programs_outlive_an_agent_that_is_killed_and_the_next_agent_makes_environments() {
    Running with = detach("{\"env_vars\":{\"A\":\"1\"}}");
    Running without = detach("{}");
    List<JsonNode> launched = Stream.of(with, without).map(each -> each.await().json()).toList();
    int killed = killAgent();
    // Who comes while there is no agent waits for the next one.
    Outcome next =
        run("{\"env_vars\":{\"B\":\"2\"}}", List.of("sh", "-c", "echo $B")).await().done();
    assertEquals("2\n", next.stdout(), next::toString);
    JsonNode now = BOX.json("workers", "--name", "head").done().json().path("workers");
    for (JsonNode worker : launched) {
      assertTrue(Processes.isAlive(worker.path("pid").asLong()), worker::toString);
      assertTrue(
          now.valueStream()
              .filter(each -> each.path("pid").equals(worker.path("pid")))
              .anyMatch(each -> each.path("state").asString().equals("READY")),
          now::toString);
    }
    launched.stream()
        .map(worker -> worker.path("worker_id").asString())
        .map(id -> BOX.begin("worker", "stop", id, "--name", "head"))
        .toList()
        .forEach(stop -> stop.await().done());
    awaitAgentAfter(killed);
  }

  private static Running detach(String environment) {
    return BOX.begin(
        "run",
        "--name=head",
        "--detach",
        "--format=json",
        "--runtime-env=" + environment,
        "--",
        "sleep",
        "1000");
  }

  @Test
  void a_disk_that_gets_full_fails_the_environment_and_is_clean_again() {
    int port = FreePort.next();
    Path place = BOX.file("small");
    assertTrue(place.toFile().mkdir());
    try (Namespace disk = Namespace.withSmallDisk(place, "200k");
        AgentLink agent = AgentLink.to(port, "")) {
      Running program =
          BOX.begin(
              disk.command(
                  List.of(
                      BOX.checkout().distribution().resolve("bin/runtime-env-agent").toString(),
                      "--port=" + port,
                      "--environments-dir=" + place)),
              Map.of("RAY_AUTH_MODE", "disabled"));
      eventually(() -> program.stderrSoFar().contains("listening"), () -> program.stderrSoFar());
      GetOrCreateRuntimeEnvReply reply = agent.create("{\"pip\":[\"idna==3.6\"]}");
      assertTrue(
          reply.getErrorMessage().contains("No space left on device"), reply::getErrorMessage);
      assertEquals(0, agent.ask("/nodectl/cache", "").path("bytes").asLong());
      program.kill();
    }
  }

  /// Ends the agent.
  ///
  /// @return how often it had been restarted before
  private static int killAgent() {
    JsonNode status = BOX.status("head");
    Signals.send("KILL", Json.pid(status, "runtime-env-agent"));
    return Json.component(status, "runtime-env-agent").path("restarts").asInt();
  }

  private static void awaitAgentAfter(int restarts) {
    eventually(() -> agentIsReady(restarts), () -> BOX.status("head").toString());
    head = BOX.status("head");
  }

  private static boolean agentIsReady(int restarts) {
    JsonNode agent = Json.component(BOX.status("head"), "runtime-env-agent");
    return agent.path("state").asString().equals("ready")
        && agent.path("restarts").asInt() > restarts;
  }

  /// Folders of things that no record names.
  private static List<Path> unfinished() {
    Path root = BOX.root().resolve("head/runtime-envs");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> things = Files.find(root, 2, (path, _) -> isUnfinished(root, path))) {
      return things.toList();
    } catch (IOException | UncheckedIOException e) {
      // It changes while it is read.
      return List.of(root);
    }
  }

  private static boolean isUnfinished(Path root, Path path) {
    String name = path.getFileName().toString();
    if (!Files.isDirectory(path) || root.relativize(path).getNameCount() != 2) {
      return false;
    }
    Path record = path.resolveSibling(name.substring(0, name.indexOf('.')) + ".done");
    try {
      return !Files.exists(record) || !Files.readString(record).contains("\n" + name + "\n");
    } catch (IOException _) {
      return true;
    }
  }

  private static WorkerContext created(GetOrCreateRuntimeEnvReply reply) throws Exception {
    assertEquals("", reply.getErrorMessage());
    return WorkerContext.parse(reply.getSerializedRuntimeEnvContext());
  }

  /// What a program prints that runs in the environment.
  private static String said(GetOrCreateRuntimeEnvReply reply, WorkerCommand command)
      throws Exception {
    WorkerExec exec = WorkerExec.of(created(reply), command, System.getenv(), BOX.files());
    Outcome outcome =
        BOX.begin(Stream.concat(Stream.of("env", "-i"), words(exec)).toList(), Map.of())
            .await()
            .done();
    return outcome.stdout().strip();
  }

  private static Stream<String> words(WorkerExec exec) {
    assertFalse(exec.environment().isEmpty());
    return Stream.concat(
        exec.environment().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()),
        exec.words().stream());
  }

  private static Path jar(String name) throws IOException {
    Path source = BOX.file(name + ".java");
    Files.writeString(
        source,
        "class %s { public static void main(String[] a) { System.out.println(\"%s \" + System.getenv(\"WHO\")); } }"
            .formatted(name, name));
    Path classes = Files.createDirectories(BOX.file("classes"));
    assertEquals(0, tool("javac", "--release", "17", "-d", classes.toString(), source.toString()));
    Path jar = BOX.file(name + ".jar");
    assertEquals(
        0, tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    return jar;
  }

  private static int tool(String name, String... arguments) {
    return ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
  }
}
