package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.process.StandardInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One line of a launch plan: a component and all that the supervisor knows of it.
///
/// @param name unique within the plan, and the name of its log file: the handshake's rule for
///     names, `[a-z][a-z0-9_-]{0,31}`, but not `supervisor` or `guardian`, whose logs lie there too
/// @param command what to run
/// @param stdin whether it reads wiring from its standard input
/// @param readiness how it shows that it is bound and ready
/// @param needs whose addresses it needs
/// @param upkeep what its death means, and what is done about it
/// @param ports which numbers its ports are to have
public record ComponentSpec(
    String name,
    Command command,
    StandardInput stdin,
    Readiness readiness,
    List<Need> needs,
    Upkeep upkeep,
    PortWishes ports) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Set<String> TAKEN = Set.of("supervisor", "guardian");

  /// @throws InvalidInput if a name, a port or a need cannot be right
  public ComponentSpec {
    requireName("a component", name);
    if (TAKEN.contains(name)) {
      throw new InvalidInput(
          "a component cannot be named '%s', which is a process of nodectl itself: choose another name"
              .formatted(name));
    }
    needs = List.copyOf(needs);
    ports = new PortWishes(chosen(name, ports.fixed()), ports.kept());
    ports.kept().ifPresent(port -> requireName("a port of component '" + name + "'", port));
    portNames(readiness).forEach(port -> requireName("a port of component '" + name + "'", port));
    upkeep
        .liveness()
        .ifPresent(how -> requireName("a port of component '" + name + "'", how.port()));
    if (stdin == StandardInput.NULL && needs.stream().anyMatch(n -> n.kind() == Need.Kind.WIRE)) {
      throw new InvalidInput(
          "component '%s' has a wire need but no standard input to be told on: give it \"stdin\": \"wire\", or an argv need"
              .formatted(name));
    }
  }

  /// Checks the handshake's rule for names.
  static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput(
          "%s cannot be named '%s': use 1 to 32 lower-case letters, digits, '-' or '_', starting with a letter"
              .formatted(what, name));
    }
  }

  private static Map<String, Integer> chosen(String component, Map<String, Integer> ports) {
    Map<String, Integer> chosen = new HashMap<>();
    ports.forEach(
        (port, number) -> {
          requireName("a port of component '" + component + "'", port);
          if (number < 0 || number > Endpoint.MAX_PORT) {
            throw new InvalidInput(
                "port '%s' of component '%s' cannot be %d: use 1 to %d, or 0 to let the system choose"
                    .formatted(port, component, number, Endpoint.MAX_PORT));
          }
          if (number != 0) {
            chosen.put(port, number);
          }
        });
    return Map.copyOf(chosen);
  }

  private static Set<String> portNames(Readiness readiness) {
    return switch (readiness) {
      case Readiness.ByReport() -> Set.of();
      case Readiness.ByPortFile(Map<String, String> files) -> files.keySet();
      case Readiness.ByProbe(String port) -> Set.of(port);
      case Readiness.ByGrpcHealth(String port, _) -> Set.of(port);
    };
  }

  /// How somebody looks into it while it runs.
  public Debugging debugging() {
    return command instanceof Command.Debugged(_, Debugging how) ? how : Debugging.NONE;
  }

  /// Whether somebody may have stopped it in a debugger, so that its silence means nothing.
  public boolean isDebugged() {
    return command instanceof Command.Debugged;
  }

  /// The same component, looked into. It is not asked whether it lives: one that is stopped in a
  /// debugger does not answer.
  ///
  /// @throws InvalidInput if it is to wait for a Java debugger and is no program of nodectl
  ComponentSpec debugged(Debugging how) {
    if (how.jdwp() != Debugging.Jdwp.OFF && command instanceof Command.OfPath) {
      throw new InvalidInput(
          "--debug is for nodectl's own programs, and '%s' is another one: give its JVM the option -agentlib:jdwp on its own command line, or run it under a tool with --wrap"
              .formatted(name));
    }
    return new ComponentSpec(
        name,
        new Command.Debugged(command, how),
        stdin,
        readiness,
        needs,
        new Upkeep(importance(), upkeep.restart(), Optional.empty(), limits()),
        ports);
  }

  /// What its death means.
  Importance importance() {
    return upkeep.importance();
  }

  /// How to find out that it lives but does nothing any more; empty if nobody asks.
  Optional<Liveness> liveness() {
    return upkeep.liveness();
  }

  /// What it may use at most.
  Limits limits() {
    return upkeep.limits();
  }

  /// Ports that somebody chose, by name of the port, 1 to 65535.
  Map<String, Integer> fixedPorts() {
    return ports.fixed();
  }

  /// The peers that it is told of on standard input.
  List<String> wirePeers() {
    return peers(Need.Kind.WIRE);
  }

  /// The peers that must be bound before it starts.
  List<String> argvPeers() {
    return peers(Need.Kind.ARGV);
  }

  private List<String> peers(Need.Kind kind) {
    return needs.stream().filter(need -> need.kind() == kind).map(Need::peer).toList();
  }
}
