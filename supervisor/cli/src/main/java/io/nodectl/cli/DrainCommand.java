package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetDrainingNodesReply;
import io.nodectl.messages.ray.GetDrainingNodesRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc;
import io.nodectl.messages.ray.autoscaler.AutoscalerStateServiceGrpc;
import io.nodectl.messages.ray.autoscaler.DrainNodeReason;
import io.nodectl.messages.ray.autoscaler.DrainNodeReply;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl drain`
final class DrainCommand implements Task {

  private static final String IDLE = "idle";
  private static final String PREEMPTION = "preemption";
  private static final List<String> REASONS = List.of(IDLE, PREEMPTION);

  private final PositionalParamSpec node =
      PositionalParamSpec.builder()
          .index("0")
          .paramLabel("NODE")
          .type(String.class)
          .arity("0..1")
          .description(
              "The node's name, its id or its beginning;",
              "without it, lists what is being emptied.")
          .build();

  private final Flag<String> reason =
      Flag.of(
          "--reason",
          Flag.Value.oneOf(REASONS),
          DrainCommand::reason,
          "idle: only if nothing runs there, which the node may deny;",
          "preemption: the machine goes at the deadline, whatever runs there",
          "(default: idle).");

  private final Flag<Duration> deadline =
      Flag.of(
          "--deadline",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "With preemption: how long the node has; needed there.");

  private final Flag<String> message =
      Flag.of("--message", Flag.Value.called("TEXT"), "Why, for who looks at the node later.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Has a node of a cluster emptied: it gets nothing new to do, and ends when it has nothing",
        "left. Without a node, lists those that are being emptied.");
    Manual.examples(
        spec,
        "nodectl drain",
        "nodectl drain 1f0c",
        "nodectl drain 1f0c --reason preemption --deadline 120 --message 'spot instance'");
    spec.addPositional(node);
    List.of(reason, deadline, message).forEach(flag -> flag.addTo(spec));
    ask.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    @Nullable String id = node.getValue();
    if (id == null) {
      return ask.run(outside, DrainCommand::draining);
    }
    ask.refuseWatch("drain NODE");
    if (id.isBlank()) {
      throw new InvalidInput("NODE is empty: give a node's name, its id or the beginning of it");
    }
    DrainNodeRequest request = request();
    return ask.run(
        outside, gcs -> drain(gcs, request.toBuilder().setNodeId(living(gcs, id)).build()));
  }

  private DrainNodeRequest request() {
    boolean preemption = reason.value().orElse(IDLE).equals(PREEMPTION);
    Optional<Duration> left = deadline.value();
    if (preemption != left.isPresent()) {
      throw new InvalidInput("--reason preemption and --deadline belong together: give both");
    }
    return DrainNodeRequest.newBuilder()
        .setReason(
            preemption
                ? DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION
                : DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION)
        .setReasonMessage(message.value().orElse("asked for by nodectl drain"))
        .setDeadlineTimestampMs(left.map(DrainCommand::inTheFuture).orElse(0L))
        .build();
  }

  private static long inTheFuture(Duration pause) {
    return Instant.now().plus(pause).toEpochMilli();
  }

  private static Listing drain(GcsLink gcs, DrainNodeRequest request) throws ProblemException {
    DrainNodeReply reply =
        gcs.answer(
            channel -> AutoscalerStateServiceGrpc.newBlockingStub(channel).drainNode(request));
    String id = Ids.hex(request.getNodeId());
    if (!reply.getIsAccepted()) {
      throw Words.problem(
          ExitCode.REFUSED,
          "node %s is not to be emptied: %s".formatted(id, reply.getRejectionReasonMessage()));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("node_id", id);
    json.put("accepted", true);
    return new Listing(json, List.of("node %s is being emptied".formatted(id)));
  }

  /// Ray 2.60 takes any id, since who is not there is as empty as can be; but a person may have
  /// mistyped it.
  private static ByteString living(GcsLink gcs, String text) throws ProblemException {
    GetAllNodeInfoReply reply =
        gcs.ask(
            channel ->
                NodeInfoGcsServiceGrpc.newBlockingStub(channel)
                    .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()),
            GetAllNodeInfoReply::getStatus);
    return ClusterNodes.living(reply.getNodeInfoListList(), text);
  }

  private static Listing draining(GcsLink gcs) throws ProblemException {
    GetDrainingNodesReply reply =
        gcs.ask(
            channel ->
                NodeResourceInfoGcsServiceGrpc.newBlockingStub(channel)
                    .getDrainingNodes(GetDrainingNodesRequest.getDefaultInstance()),
            GetDrainingNodesReply::getStatus);
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    Table table = new Table("NODE ID", "UNTIL");
    reply
        .getDrainingNodesList()
        .forEach(
            row -> {
              long until = row.getDrainingDeadlineTimestampMs();
              String id = Ids.hex(row.getNodeId());
              json.addObject().put("node_id", id).put("deadline_ms", until > 0 ? until : null);
              table.row(id, until > 0 ? Instant.ofEpochMilli(until).toString() : "");
            });
    return new Listing(json, table.lines());
  }

  private static String reason(String word) {
    if (!REASONS.contains(word)) {
      throw new IllegalArgumentException(
          "'%s' is no reason: those are %s".formatted(word, String.join(", ", REASONS)));
    }
    return word;
  }
}
