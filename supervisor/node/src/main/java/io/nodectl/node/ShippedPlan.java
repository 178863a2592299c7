package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The launch plan that nodectl ships: a node of a Ray-style cluster made of nodectl's own
/// programs.
final class ShippedPlan {
  static final String GCS = "gcs-server";
  static final String AGENT = "runtime-env-agent";
  static final String RAYLET = "raylet";
  static final String PROXY = "client-proxy";

  private final NodeSpec spec;
  private final LastPorts last;

  /// The plan for that wish.
  ///
  /// @param last ports that this node had when it ran before; gcs and client ask for theirs again,
  ///     because others remember them
  ShippedPlan(NodeSpec spec, LastPorts last) {
    this.spec = spec;
    this.last = last;
  }

  LaunchPlan plan() {
    List<ComponentSpec> components = new ArrayList<>();
    if (spec.role() instanceof Role.Head head) {
      components.add(gcsServer(head));
    }
    components.add(runtimeEnvAgent());
    components.add(raylet());
    if (spec.isHead()) {
      components.add(clientProxy());
    }
    Map<String, Ports> outside =
        spec.role() instanceof Role.Worker(Endpoint head)
            ? Map.of(GCS, Ports.of("gcs", head))
            : Map.of();
    return new LaunchPlan(components, outside, Optional.of(new PortRef(GCS, "gcs")));
  }

  private ComponentSpec gcsServer(Role.Head head) {
    List<String> arguments = arguments();
    arguments.addAll(
        head.keeping() instanceof Keeping.InMemory
            ? List.of("--ephemeral")
            : List.of("--data-dir", "{data}"));
    new TreeMap<>(head.gcsFlags())
        .forEach((flag, value) -> arguments.addAll(List.of("--" + flag, escaped(value))));
    stablePort(arguments, "port", new PortRef(GCS, "gcs"));
    if (MetricsServer.wish(spec) != MetricsServer.NONE) {
      // Any: they are found on the supervisor's page.
      arguments.addAll(List.of("--metrics-port", "0"));
    }
    return component(GCS, arguments, List.of(), kept("gcs", "port"), health("gcs"));
  }

  private ComponentSpec clientProxy() {
    List<String> arguments = arguments();
    stablePort(arguments, "ray-client-server-port", new PortRef(PROXY, "client"));
    return component(
        PROXY,
        arguments,
        List.of(Need.wire(GCS), Need.wire(AGENT)),
        kept("client", "ray-client-server-port"),
        health("client"));
  }

  private ComponentSpec runtimeEnvAgent() {
    List<String> arguments = arguments();
    arguments.addAll(
        List.of(
            "--node-id",
            "{node_id}",
            "--environments-dir",
            "{data}/../runtime-envs",
            "--log-dir",
            "{session}/logs/runtime-envs"));
    port(arguments, "--port", "runtime-env-agent-port");
    return component(
        AGENT,
        arguments,
        List.of(Need.wire(GCS)),
        PortWishes.fixed(fixed("http", "runtime-env-agent-port")),
        new Liveness("http", new Liveness.HttpGet("/"), ProbeRhythm.USUAL));
  }

  private ComponentSpec raylet() {
    List<String> arguments = arguments();
    arguments.addAll(
        List.of(
            "--node-id",
            "{node_id}",
            "--node-ip-address",
            spec.identity().ip(),
            "--node-name",
            escaped(spec.identity().label()),
            "--session-dir",
            "{session}"));
    new TreeMap<>(spec.identity().offers())
        .forEach((flag, value) -> arguments.addAll(List.of("--" + flag, escaped(value))));
    if (spec.isHead()) {
      arguments.add("--head");
    }
    port(arguments, "--node-manager-port", "node-manager-port");
    port(arguments, "--object-manager-port", "object-manager-port");
    Map<String, Integer> fixed = new HashMap<>(fixed("node-manager", "node-manager-port"));
    fixed.putAll(fixed("object-manager", "object-manager-port"));
    return component(
        RAYLET,
        arguments,
        List.of(Need.wire(GCS), Need.wire(AGENT)),
        PortWishes.fixed(fixed),
        health("node-manager"));
  }

  private List<String> arguments() {
    return new ArrayList<>(List.of("--host", spec.identity().ip()));
  }

  /// A text in which braces mean themselves.
  private static String escaped(String text) {
    return text.replace("{", "{{");
  }

  private void port(List<String> arguments, String flag, String wish) {
    Integer number = spec.ports().get(wish);
    if (number != null) {
      arguments.addAll(List.of(flag, Integer.toString(number)));
    }
  }

  private void stablePort(List<String> arguments, String wish, PortRef key) {
    arguments.addAll(List.of("--port", "{port." + key.port() + "}"));
    Optional<Integer> before = last.get(key);
    if (!spec.ports().containsKey(wish) && before.isPresent()) {
      arguments.addAll(List.of("--last-port", Integer.toString(before.get())));
    }
  }

  private Map<String, Integer> fixed(String port, String wish) {
    Integer number = spec.ports().get(wish);
    return number == null || number == 0 ? Map.of() : Map.of(port, number);
  }

  /// A port that others remember: it is to be the same one again after a restart.
  private PortWishes kept(String port, String wish) {
    return new PortWishes(fixed(port, wish), Optional.of(port));
  }

  private static Liveness health(String port) {
    return new Liveness(port, new Liveness.GrpcHealth(""), ProbeRhythm.USUAL);
  }

  // Five parameters: what differs between the components.
  private static ComponentSpec component(
      String name, List<String> arguments, List<Need> needs, PortWishes ports, Liveness liveness) {
    return new ComponentSpec(
        name,
        new Command.OfDistribution(name, arguments),
        StandardInput.WIRE,
        new Readiness.ByReport(),
        needs,
        new Upkeep(Importance.RESTARTABLE, RestartPolicy.USUAL, Optional.of(liveness)),
        ports);
  }
}
