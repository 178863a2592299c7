package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a launch plan from a JSON file:
///
/// <pre>
/// {"address": "store.main",
///  "components": [{"name": "store", "command": ["/usr/bin/store", "--port", "0"],
///                  "stdin": "wire", "ready": {"by": "report"},
///                  "needs": [{"peer": "other", "kind": "argv"}],
///                  "importance": "critical", "ports": {"main": 7000}}],
///  "outside": [{"name": "other", "ports": {"main": "127.0.0.1:6379"}}]}
/// </pre>
///
/// `ready.by` is `report`, `portfile` (with `files`: path by port), `probe` (with
/// `port`) or `grpc-health` (with `port`, and `service` if it is not the whole server).
/// Instead of `command` there may be `program` and `arguments`. Unknown keys are errors.
final class PlanReader {
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
      throw new InvalidInput("cannot read the launch plan %s: %s".formatted(file, e));
    } catch (InvalidInput e) {
      throw new InvalidInput("launch plan %s: %s".formatted(file, e.getMessage()));
    }
  }

  static LaunchPlan parse(String json) {
    JsonNode root;
    try {
      root = JsonText.read(json);
    } catch (JacksonException e) {
      throw new InvalidInput("it is not JSON: " + e.getOriginalMessage());
    }
    allow(root, "the plan", Set.of("address", "components", "outside"));
    Map<String, Ports> outside = new HashMap<>();
    for (JsonNode peer : root.path("outside")) {
      allow(peer, "an outside peer", Set.of("name", "ports"));
      outside.put(text(peer, "name"), ports(peer.path("ports")));
    }
    return new LaunchPlan(
        list(root.path("components"), PlanReader::component),
        outside,
        optionalText(root, "address").map(PortRef::parse));
  }

  private static ComponentSpec component(JsonNode node) {
    allow(
        node,
        "a component",
        Set.of(
            "name",
            "command",
            "program",
            "arguments",
            "stdin",
            "ready",
            "needs",
            "importance",
            "ports"));
    Map<String, Integer> fixed = new HashMap<>();
    node.path("ports").forEachEntry((name, number) -> fixed.put(name, number.asInt()));
    return new ComponentSpec(
        text(node, "name"),
        command(node),
        choice(node, "stdin", StandardInput.class, StandardInput.WIRE),
        readiness(node.path("ready")),
        list(node.path("needs"), PlanReader::need),
        choice(node, "importance", Importance.class, Importance.CRITICAL),
        fixed);
  }

  private static Command command(JsonNode node) {
    Optional<String> program = optionalText(node, "program");
    return program.isPresent()
        ? new Command.OfDistribution(
            program.get(), list(node.path("arguments"), JsonNode::asString))
        : new Command.OfPath(list(node.path("command"), JsonNode::asString));
  }

  private static Need need(JsonNode node) {
    allow(node, "a need", Set.of("peer", "kind"));
    return new Need(text(node, "peer"), choice(node, "kind", Need.Kind.class, Need.Kind.WIRE));
  }

  private static Readiness readiness(JsonNode node) {
    allow(node, "\"ready\"", Set.of("by", "files", "port", "service"));
    return switch (optionalText(node, "by").orElse("report")) {
      case "report" -> new Readiness.ByReport();
      case "probe" -> new Readiness.ByProbe(text(node, "port"));
      case "grpc-health" ->
          new Readiness.ByGrpcHealth(text(node, "port"), optionalText(node, "service").orElse(""));
      case "portfile" -> {
        Map<String, String> files = new HashMap<>();
        node.path("files").forEachEntry((port, path) -> files.put(port, path.asString()));
        yield new Readiness.ByPortFile(files);
      }
      case String other ->
          throw new InvalidInput(
              "ready by '%s' is unknown: report, portfile, probe and grpc-health are known"
                  .formatted(other));
    };
  }

  private static Ports ports(JsonNode node) {
    List<Ports> grown = new ArrayList<>(List.of(Ports.none()));
    node.forEachEntry(
        (name, at) -> grown.add(grown.getLast().with(name, Endpoint.parse(at.asString()))));
    return grown.getLast();
  }

  private static void allow(JsonNode node, String what, Set<String> keys) {
    for (String key : node.propertyNames()) {
      if (!keys.contains(key)) {
        throw new InvalidInput("%s has no key '%s'".formatted(what, key));
      }
    }
  }

  private static String text(JsonNode node, String key) {
    return optionalText(node, key)
        .orElseThrow(() -> new InvalidInput("'%s' is missing in %s".formatted(key, node)));
  }

  private static Optional<String> optionalText(JsonNode node, String key) {
    return node.path(key).isString() ? Optional.of(node.path(key).asString()) : Optional.empty();
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    array.forEach(node -> list.add(element.apply(node)));
    return list;
  }

  private static <E extends Enum<E>> E choice(
      JsonNode node, String key, Class<E> type, E otherwise) {
    Optional<String> word = optionalText(node, key);
    if (word.isEmpty()) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word.get())) {
        return constant;
      }
    }
    throw new InvalidInput("'%s' cannot be '%s'".formatted(key, word.get()));
  }
}
