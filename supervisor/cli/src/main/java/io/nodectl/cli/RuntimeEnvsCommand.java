package io.nodectl.cli;

import io.nodectl.messages.ray.GetRuntimeEnvsInfoReply;
import io.nodectl.messages.ray.GetRuntimeEnvsInfoRequest;
import io.nodectl.messages.ray.RuntimeEnvState;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl runtime-envs`
final class RuntimeEnvsCommand implements Task {
  private static final String GC = "gc";
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final PositionalParamSpec action =
      PositionalParamSpec.builder()
          .index("0")
          .paramLabel(GC)
          .type(String.class)
          .arity("0..1")
          .completionCandidates(List.of(GC))
          .description("Removes what was built and nobody uses; without it, lists.")
          .build();

  private final Flag<String> node =
      Flag.of(
          "--node",
          Flag.Value.called("NODE"),
          "Only on that node: its id, the beginning of it, or its name.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the runtime environments that the nodes of a cluster have made, who uses them, and",
        "what was built for them and lies in the nodes' caches.");
    Manual.examples(
        spec, "nodectl runtime-envs", "nodectl runtime-envs gc", "nodectl runtime-envs --watch 2");
    spec.addPositional(action);
    node.addTo(spec);
    ask.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    @Nullable String what = action.getValue();
    if (what == null) {
      return ask.run(outside, this::listing);
    }
    if (!what.equals(GC)) {
      throw new InvalidInput("'%s' is not %s".formatted(what, GC));
    }
    ask.refuseWatch(GC);
    return ask.run(outside, this::collect);
  }

  /// What one node has.
  ///
  /// @param cache as its agent tells it
  private record Held(List<RuntimeEnvState> states, JsonNode cache) {}

  private Listing listing(GcsLink gcs) throws ProblemException, InterruptedException {
    EveryRaylet.Answers<Held> answers =
        EveryRaylet.askEach(asked(gcs), raylet -> held(link(raylet, gcs)));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("runtime_envs");
    ArrayNode things = json.putArray("cache");
    Table table = new Table("NODE", "STATE", "USERS", "TOOK", "RUNTIME ENV");
    Table built = new Table("NODE", "FIELD", "USERS", "SIZE", "WHAT");
    for (EveryRaylet.Reply<Held> answer : answers.replies()) {
      String id = answer.raylet().nodeId();
      answer.reply().states().forEach(state -> add(id, state, rows, table));
      answer.reply().cache().path("things").forEach(thing -> add(id, thing, things, built));
    }
    json.set("silent_nodes", EveryRaylet.json(answers.silent()));
    List<String> lines = new ArrayList<>(table.lines());
    if (!things.isEmpty()) {
      lines.add("");
      lines.addAll(built.lines());
    }
    return new Listing(json, lines, notes(answers.silent()));
  }

  private static void add(String id, RuntimeEnvState state, ArrayNode rows, Table table) {
    boolean known = state.hasSuccess();
    String word = known ? state.getSuccess() ? "made" : "failed" : "being made";
    rows.addObject()
        .put("node_id", id)
        .put("runtime_env", state.getRuntimeEnv())
        .put("references", state.getRefCnt())
        .put("success", known ? state.getSuccess() : null)
        .put("error", state.getError())
        .put("creation_time_ms", state.getCreationTimeMs());
    table.row(
        Ids.shortened(id, Ids.SHORTEST_PREFIX),
        word,
        Long.toString(state.getRefCnt()),
        state.hasCreationTimeMs() ? state.getCreationTimeMs() + " ms" : "",
        state.getRuntimeEnv());
  }

  private static void add(String id, JsonNode thing, ArrayNode rows, Table table) {
    rows.addObject().put("node_id", id).setAll((ObjectNode) thing);
    table.row(
        Ids.shortened(id, Ids.SHORTEST_PREFIX),
        thing.path("field").asString(""),
        thing.path("references").asString(""),
        WorkerText.bytes(thing.path("bytes").asLong(0)),
        thing.path("uri").asString(""));
  }

  private Listing collect(GcsLink gcs) throws ProblemException, InterruptedException {
    EveryRaylet.Answers<Long> answers =
        EveryRaylet.askEach(
            asked(gcs),
            raylet ->
                tree(link(raylet, gcs).post("/nodectl/gc", NOTHING)).path("freed_bytes").asLong(0));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("nodes");
    List<String> lines = new ArrayList<>();
    for (EveryRaylet.Reply<Long> answer : answers.replies()) {
      rows.addObject().put("node_id", answer.raylet().nodeId()).put("freed_bytes", answer.reply());
      String freed = WorkerText.bytes(answer.reply());
      lines.add(
          "%s: %s freed".formatted(answer.raylet().text(), freed.isEmpty() ? "nothing" : freed));
    }
    json.set("silent_nodes", EveryRaylet.json(answers.silent()));
    return new Listing(json, lines, notes(answers.silent()));
  }

  private static Optional<String> notes(List<EveryRaylet.Silence> silent) {
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n", EveryRaylet.warnings(silent)));
  }

  private List<Raylet> asked(GcsLink gcs) throws ProblemException {
    ClusterRaylets raylets = ClusterRaylets.of(gcs);
    return node.value().isPresent() ? List.of(raylets.named(node.value().get())) : raylets.all();
  }

  private static AgentLink link(Raylet raylet, GcsLink gcs) {
    return new AgentLink(raylet, gcs.limit(), gcs.token());
  }

  private static Held held(AgentLink agent) throws ProblemException {
    byte[] states =
        agent.post("/get_runtime_envs_info", GetRuntimeEnvsInfoRequest.getDefaultInstance());
    JsonNode cache = tree(agent.post("/nodectl/cache", NOTHING));
    try {
      return new Held(GetRuntimeEnvsInfoReply.parseFrom(states).getRuntimeEnvStatesList(), cache);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException("no answer of a runtime env agent", e);
    }
  }

  private static JsonNode tree(byte[] json) {
    return JsonMapper.shared().readTree(json);
  }
}
