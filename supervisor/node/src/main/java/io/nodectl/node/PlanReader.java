package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a launch plan from a JSON file:
///
/// <pre>
/// {"address": "store.main",
///  "components": [{"name": "store", "command": ["/usr/bin/store", "--port", "0"],
///                  "stdin": "wire", "ready": {"by": "report"},
///                  "needs": [{"peer": "other", "kind": "argv"}],
///                  "importance": "restartable", "ports": {"main": 7000}, "keeps_port": "main",
///                  "liveness": {"by": "grpc-health", "port": "main"},
///                  "limits": {"memory_mb": 512, "cpu_percent": 150},
///                  "restart": {"restarts": 10, "within_ms": 600000, "stable_after_ms": 60000,
///                              "first_pause_ms": 500, "longest_pause_ms": 60000,
///                              "no_retry_exit_codes": [2]}}],
///  "restart_budget": {"restarts": 20, "within_ms": 600000},
///  "outside": [{"name": "other", "ports": {"main": "127.0.0.1:6379"}}]}
/// </pre>
///
/// `ready.by` is `report`, `portfile` (with `files`: path by port), `probe` (with
/// `port`) or `grpc-health` (with `port`, and `service` if it is not the whole server).
/// `liveness` is as {@link PlanLiveness} reads it.
/// Instead of `command` there may be `program` and `arguments`. Unknown keys and values of
/// another type are errors.
final class PlanReader {
  /// What a plan may ask for; bytes are for who runs a program for somebody.
  private static final EnumSet<StandardInput> STANDARD_INPUTS =
      EnumSet.of(StandardInput.WIRE, StandardInput.NULL);

  private static final Set<String> COMPONENT =
      Set.of(
          "name",
          "command",
          "program",
          "arguments",
          "stdin",
          "ready",
          "needs",
          "importance",
          "restart",
          "ports",
          "keeps_port",
          "limits",
          "liveness");

  private PlanReader() {}

  /// The plan in that file.
  ///
  /// @throws InvalidInput if it cannot be read or is not a plan; the message names the file
  static LaunchPlan read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidInput("there is no launch plan " + file);
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot read the launch plan %s: %s".formatted(file, ProblemException.reason(e)));
    } catch (InvalidInput e) {
      throw new InvalidInput("launch plan %s: %s".formatted(file, e.getMessage()));
    }
  }

  static LaunchPlan parse(String json) {
    PlanValue plan =
        PlanValue.whole(tree(json))
            .object(Set.of("address", "components", "outside", "restart_budget"));
    return new LaunchPlan(
        plan.at("components").list(PlanReader::component),
        outside(plan.at("outside")),
        plan.at("address").ifThere(address -> PortRef.parse(address.text())),
        plan.at("restart_budget")
            .ifThere(budget -> RestartReader.budget(budget, LaunchPlan.USUAL_BUDGET))
            .orElse(LaunchPlan.USUAL_BUDGET));
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = JsonText.read(json);
      if (tree.isMissingNode()) {
        throw new InvalidInput("it is not JSON: it is empty");
      }
      return tree;
    } catch (JacksonException e) {
      throw new InvalidInput(
          "it is not JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(), e.getLocation().getColumnNr(), withoutSource(e)));
    }
  }

  /// The parser adds where an object began, in words for its programmers.
  private static String withoutSource(JacksonException e) {
    String message = e.getOriginalMessage();
    int source = message.indexOf(" (start marker at");
    return source < 0 ? message : message.substring(0, source);
  }

  private static Map<String, Ports> outside(PlanValue peers) {
    Map<String, Ports> outside = new HashMap<>();
    peers.list(
        peer -> {
          String name = peer.object(Set.of("name", "ports")).at("name").text();
          if (outside.put(name, ports(peer.at("ports"))) != null) {
            throw new InvalidInput("the launch plan names '%s' twice".formatted(name));
          }
          return name;
        });
    return outside;
  }

  private static ComponentSpec component(PlanValue value) {
    value.object(COMPONENT);
    return new ComponentSpec(
        value.at("name").text(),
        command(value),
        value.at("stdin").ifThere(v -> v.choice(STANDARD_INPUTS)).orElse(StandardInput.WIRE),
        value.at("ready").ifThere(PlanReader::readiness).orElse(new Readiness.ByReport()),
        value.at("needs").list(PlanReader::need),
        new Upkeep(
            value
                .at("importance")
                .ifThere(v -> v.choice(EnumSet.allOf(Importance.class)))
                .orElse(Importance.CRITICAL),
            RestartReader.policy(value.at("restart")),
            value.at("liveness").ifThere(PlanLiveness::read),
            value.at("limits").ifThere(PlanReader::limits).orElse(Limits.NONE)),
        new PortWishes(
            value.at("ports").entries(PlanValue::number),
            value.at("keeps_port").ifThere(PlanValue::text)));
  }

  private static Limits limits(PlanValue value) {
    value.object(Set.of("memory_mb", "cpu_percent"));
    return new Limits(
        value.at("memory_mb").ifThere(PlanValue::number).orElse(0),
        value.at("cpu_percent").ifThere(PlanValue::number).orElse(0));
  }

  private static Command command(PlanValue value) {
    PlanValue program = value.at("program");
    PlanValue command = value.at("command");
    PlanValue arguments = value.at("arguments");
    if (command.isThere() && (program.isThere() || arguments.isThere())) {
      throw new InvalidInput(
          "%s has 'command' and also 'program' or 'arguments': keep one way to say what to run"
              .formatted(value.where()));
    }
    List<String> words = (program.isThere() ? arguments : command).list(PlanValue::text);
    return program.isThere()
        ? new Command.OfDistribution(program.text(), words)
        : new Command.OfPath(words);
  }

  private static Need need(PlanValue value) {
    value.object(Set.of("peer", "kind"));
    return new Need(
        value.at("peer").text(),
        value
            .at("kind")
            .ifThere(kind -> kind.choice(EnumSet.allOf(Need.Kind.class)))
            .orElse(Need.Kind.WIRE));
  }

  private static Readiness readiness(PlanValue value) {
    value.object(Set.of("by", "files", "port", "service"));
    return switch (value.at("by").ifThere(PlanValue::text).orElse("report")) {
      case "report" -> new Readiness.ByReport();
      case "probe" -> new Readiness.ByProbe(value.at("port").text());
      case "grpc-health" ->
          new Readiness.ByGrpcHealth(
              value.at("port").text(), value.at("service").ifThere(PlanValue::text).orElse(""));
      case "portfile" -> new Readiness.ByPortFile(value.at("files").entries(PlanValue::text));
      case String other ->
          throw new InvalidInput(
              "ready by '%s' is unknown: report, portfile, probe and grpc-health are known"
                  .formatted(other));
    };
  }

  private static Ports ports(PlanValue value) {
    Ports ports = Ports.none();
    for (Map.Entry<String, Endpoint> port : value.entries(PlanReader::endpoint).entrySet()) {
      try {
        ports = ports.with(port.getKey(), port.getValue());
      } catch (IllegalArgumentException e) {
        throw new InvalidInput("%s: %s".formatted(value.where(), e.getMessage()));
      }
    }
    return ports;
  }

  private static Endpoint endpoint(PlanValue value) {
    String text = value.text();
    try {
      return Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("%s: %s".formatted(value.where(), e.getMessage()));
    }
  }
}
