package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A node as JSON: what `status` prints, what the control socket answers and what `state.json`
/// holds. Scripts rely on it, so keys are only ever added.
public final class StatusJson {
  private StatusJson() {}

  /// The node in that state, which may be older than what the feed has by now.
  static ObjectNode of(NodeIdentity identity, NodeState state, NodeFeed feed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", identity.spec().name().value());
    json.put("state", state.phase().word());
    json.put("head", identity.spec().isHead());
    json.put("address", address(identity, state).map(Endpoint::toString).orElse(null));
    json.put("node_id", state.nodeId());
    json.put("session", identity.session().folder().toString());
    json.set("auth", auth(identity));
    ObjectNode supervisor = json.putObject("supervisor");
    supervisor.put("pid", ProcessHandle.current().pid());
    ObjectNode own = supervisor.putObject("ports");
    feed.metricsPort().ifPresent(port -> own.put("metrics", port));
    ArrayNode components = json.putArray("components");
    state
        .components()
        .forEach(
            (name, component) -> {
              ObjectNode added = component(name, component);
              Debugging how = identity.spec().debugging().get(name);
              if (how != null) {
                added.put("debugging", how.words());
              }
              components.add(added);
            });
    state.problem().ifPresent(problem -> json.set("error", error(problem)));
    return json;
  }

  /// The `error` object that every command prints with `--format json` when it fails.
  public static ObjectNode error(Problem problem) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", problem.code().code());
    json.put("component", problem.component().isEmpty() ? null : problem.component());
    json.put("message", problem.message());
    ArrayNode tail = json.putArray("log_tail");
    problem.logTail().forEach(tail::add);
    return json;
  }

  /// The address of the cluster, once it is known.
  static Optional<Endpoint> address(NodeIdentity identity, NodeState state) {
    return identity
        .address()
        .flatMap(ref -> state.peer(ref.component()).ports().endpoint(ref.port()));
  }

  private static ObjectNode auth(NodeIdentity identity) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("mode", mode(identity.spec().auth()));
    json.put("token_path", identity.tokenPath().map(Object::toString).orElse(null));
    return json;
  }

  static String mode(Auth auth) {
    return auth instanceof Auth.Disabled ? "disabled" : "token";
  }

  /// A point in time to the millisecond, such as `2026-11-23T05:00:00.123Z`.
  static String stamp(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static ObjectNode restart(ComponentHistory.Restart restart) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return json.put("at", stamp(restart.at())).put("reason", restart.reason());
  }

  private static ObjectNode component(String name, ComponentState component) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.put("state", component.phase().word());
    json.put("pid", component.pid() == 0 ? null : component.pid());
    json.put("generation", component.generation());
    json.put("restarts", component.restarts());
    ObjectNode ports = json.putObject("ports");
    boolean known = component.isBound() || component.phase() == ComponentPhase.STOPPING;
    Ports shown = known ? component.ports() : Ports.none();
    for (Map.Entry<String, Optional<Endpoint>> port : shown.byName().entrySet()) {
      ports.put(port.getKey(), port.getValue().map(Endpoint::port).orElse(null));
    }
    if (component.debugPort() != 0) {
      ports.put("jdwp", component.debugPort());
    }
    ComponentHistory history = component.history();
    json.put("since", history.since().map(StatusJson::stamp).orElse(null));
    json.set("last_restart", history.lastRestart().map(StatusJson::restart).orElse(null));
    json.put("last_error", history.lastError().isEmpty() ? null : history.lastError());
    if (!component.remark().isEmpty()) {
      json.put("remark", component.remark());
    }
    if (!component.doubt().isEmpty()) {
      json.put("doubt", component.doubt());
    }
    return json;
  }
}
