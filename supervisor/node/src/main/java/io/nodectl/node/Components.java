package io.nodectl.node;

import io.nodectl.handshake.Order;
import io.nodectl.process.ChildEvent;
import io.nodectl.process.ChildOutput;
import io.nodectl.process.ChildSpec;
import io.nodectl.process.Children;
import io.nodectl.process.ManagedChild;
import io.nodectl.process.PortSource;
import io.nodectl.process.StandardInput;
import io.nodectl.process.StopOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The processes of a node's components: launches them, tells them, ends them. Used by the
/// supervisor's thread only.
final class Components {
  private final NodeIdentity identity;
  private final Distribution distribution;
  private final Children children;
  private final Consumer<NodeEvent> listener;
  private final HeldPorts held = new HeldPorts();
  private final Map<String, ManagedChild> running = new HashMap<>();
  private boolean deadlinesHeld;

  /// Those that hear orders.
  private final Set<String> hearing = new HashSet<>();

  private Auth auth;

  /// The components of one node, none of them launched.
  ///
  /// @param listener gets what happens to the components, on the thread of the children; must not
  ///     block
  Components(
      NodeIdentity identity,
      Distribution distribution,
      Children children,
      Consumer<NodeEvent> listener) {
    this.identity = identity;
    this.auth = identity.spec().auth();
    this.distribution = distribution;
    this.children = children;
    this.listener = listener;
  }

  /// Launches a component and gives it its secrets.
  void launch(ComponentSpec spec, LaunchFacts facts) throws ProblemException {
    identity.session().createIfGone();
    Placeholders placeholders =
        new Placeholders()
            .set("session", identity.session().folder().toString())
            .set("data", identity.session().node().data().toString())
            .set("node_id", facts.nodeId());
    facts.peers().forEach(placeholders::setPeer);
    int generation = facts.generation();
    spec.ports()
        .kept()
        .ifPresent(port -> placeholders.setOwnPort(port, held.number(spec, generation)));
    ChildSpec child =
        new ChildSpec(
            spec.name(),
            command(spec, placeholders),
            Distribution.environment(System.getenv(), identity.session()),
            identity.session().folder(),
            spec.stdin(),
            portSource(spec, placeholders),
            new ChildOutput.Together(identity.session().log(spec.name())),
            spec.debugging().scrutiny());
    ManagedChild launched =
        children.launch(child, facts.readyWithin(), event -> heard(spec, event));
    running.put(spec.name(), launched);
    if (deadlinesHeld) {
      launched.holdDeadline(true);
    }
    if (spec.stdin() == StandardInput.WIRE) {
      hearing.add(spec.name());
      launched.order(new Order.Config(secrets(spec.name())));
    }
  }

  /// A number that must not get lost is held before anything else is done about a death.
  private void heard(ComponentSpec spec, ChildEvent event) {
    if (event instanceof ChildEvent.Bound bound) {
      held.bound(spec, bound.ports());
    }
    if (event instanceof ChildEvent.Exited) {
      held.died(spec.name()).ifPresent(listener);
    }
    ChildEvents.toNodeEvent(spec, event, identity.spec().timeout()).ifPresent(listener);
  }

  /// The component's next launch takes another number for the port that it was to keep.
  void forgetPort(String component) {
    held.forget(component);
  }

  /// Lets the time that every component has until it must be ready stand still, or run again.
  void holdDeadlines(boolean still) {
    deadlinesHeld = still;
    running.values().forEach(child -> child.holdDeadline(still));
  }

  private List<String> command(ComponentSpec spec, Placeholders placeholders)
      throws ProblemException {
    List<String> words = placeholders.fill(spec.command().words());
    Debugging how = spec.debugging();
    List<String> proper = proper(spec.command(), words, how);
    if (how.wrapper().isEmpty()) {
      return proper;
    }
    List<String> wrapped =
        new ArrayList<>(how.wrapper().get().argv(spec.name(), identity.session().folder()));
    wrapped.addAll(proper);
    return wrapped;
  }

  private List<String> proper(Command command, List<String> words, Debugging how)
      throws ProblemException {
    return switch (command) {
      case Command.OfDistribution(String program, _) ->
          distribution.command(program, words, how.jvmOptions());
      case Command.OfPath _ -> words;
      case Command.Debugged(Command inner, _) -> proper(inner, words, how);
    };
  }

  private static PortSource portSource(ComponentSpec spec, Placeholders placeholders) {
    return switch (spec.readiness()) {
      case Readiness.ByReport() -> new PortSource.ByReport();
      case Readiness.ByProbe(String port) -> probe(spec, port);
      case Readiness.ByGrpcHealth(String port, _) -> probe(spec, port);
      case Readiness.ByPortFile(Map<String, String> files) -> {
        Map<String, Path> paths = new HashMap<>();
        files.forEach((port, file) -> paths.put(port, Path.of(placeholders.fill(file))));
        yield new PortSource.ByPortFile(paths);
      }
    };
  }

  private static PortSource probe(ComponentSpec spec, String port) {
    Integer fixed = spec.fixedPorts().get(port);
    return new PortSource.ByProbe(
        port, fixed == null ? OptionalInt.empty() : OptionalInt.of(fixed));
  }

  private Map<String, String> secrets(String component) {
    Map<String, String> secrets = new HashMap<>(identity.spec().secretsOf(component));
    secrets.putAll(access());
    return secrets;
  }

  private Map<String, String> access() {
    return switch (auth) {
      case Auth.Token(String token, Optional<Path> _) ->
          Map.of("auth.mode", "token", "auth.token", token);
      case Auth.Disabled() -> Map.of("auth.mode", "disabled");
      case Auth.OwnToken() ->
          throw new IllegalStateException("the token was not settled before the launch");
    };
  }

  /// From now on this token is the node's.
  void configure(Auth.Token token) {
    auth = token;
    hearing.forEach(name -> child(name).order(new Order.Config(secrets(name))));
  }

  void tell(String component, Order.Wire wire) {
    child(component).order(wire);
  }

  /// Begins to end a component for good; its `Ended` event says when it is gone.
  void stop(String component, Duration grace) {
    CompletableFuture<StopOutcome> _ = child(component).stop(grace);
  }

  /// The same for one that is to be launched again.
  void stopForRestart(String component, Duration grace) {
    CompletableFuture<StopOutcome> _ = child(component).stopForRestart(grace);
  }

  private ManagedChild child(String component) {
    ManagedChild child = running.get(component);
    if (child == null) {
      throw new IllegalStateException(component + " was never launched");
    }
    return child;
  }
}
