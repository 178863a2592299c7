package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.ContextReply;
import io.nodectl.messages.raylet.ContextRequest;
import io.nodectl.messages.raylet.DeviceGrant;
import io.nodectl.messages.raylet.WorkerPort;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl context`
final class ContextCommand implements Task {
  private static final String RAYLET = "NODECTL_RAYLET";
  private static final String CREDENTIAL = "NODECTL_CREDENTIAL";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Tells a program that a node runs where it is: its node, its ports and what it was granted,",
        "and where gcs-server and the runtime env agent are now. For use in such a program.");
    Manual.examples(spec, "nodectl context --format json | jq -r .gcs_address");
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException {
    Map<String, String> environment = outside.environment();
    String address = environment.getOrDefault(RAYLET, "");
    if (address.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "%s is not set: this is no program that a node runs ('nodectl run')".formatted(RAYLET));
    }
    Raylet raylet =
        new Raylet(
            environment.getOrDefault("NODECTL_NODE_ID", "?"), Values.endpoint(RAYLET, address));
    try (RayletLink link =
        RayletLink.open(
            raylet, LIMIT, GcsLink.options(credential(environment), LIMIT, environment))) {
      print(
          link.answer(
              channel ->
                  WorkersGrpc.newBlockingStub(channel)
                      .context(ContextRequest.getDefaultInstance())),
          outside);
    }
    return ExitCode.DONE.number();
  }

  private static Optional<AuthToken> credential(Map<String, String> environment)
      throws ProblemException {
    String file = environment.getOrDefault(CREDENTIAL, "");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AuthToken.of(Files.readString(Path.of(file)).strip()));
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.REFUSED,
          "cannot read this program's credential %s: %s"
              .formatted(file, ProblemException.reason(e)));
    }
  }

  private void print(ContextReply reply, Outside outside) {
    ObjectNode json = json(reply);
    if (output.isJson()) {
      OutputOptions.printJson(json, outside.out());
      return;
    }
    List<String> lines = new ArrayList<>();
    json.forEachEntry(
        (name, value) ->
            lines.add(
                "%-26s%s".formatted(name, value.isContainer() ? value : value.asString("-"))));
    lines.forEach(outside.out()::println);
  }

  private static ObjectNode json(ContextReply reply) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("worker_id", orNull(reply.getWorkerId()));
    json.put("incarnation", reply.getIncarnation());
    json.put("node_id", reply.getNodeId());
    json.put("node_ip_address", reply.getNodeIpAddress());
    json.put("gcs_address", orNull(reply.getGcsAddress()));
    json.put("runtime_env_agent_address", orNull(reply.getRuntimeEnvAgentAddress()));
    json.put("raylet_address", orNull(reply.getRayletAddress()));
    ObjectNode ports = json.putObject("ports");
    for (WorkerPort port : reply.getPortsList()) {
      ports.put(port.getName(), port.getAddress());
    }
    json.set("granted", WorkerJson.amounts(reply.getGrantedMap()));
    ObjectNode devices = json.putObject("devices");
    for (DeviceGrant grant : reply.getDevicesList()) {
      ArrayNode ids = devices.putArray(grant.getResource());
      grant.getIdsList().forEach(ids::add);
    }
    return json;
  }

  private static @org.jspecify.annotations.Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
