package io.nodectl.node;

import io.nodectl.process.StandardInput;
import java.util.List;
import java.util.Map;

/// One line of a launch plan: a component and all that the supervisor knows of it.
///
/// @param name unique within the plan; the same rules as for port names
/// @param command what to run
/// @param stdin whether it reads wiring from its standard input
/// @param readiness how it shows that it is bound and ready
/// @param needs whose addresses it needs
/// @param importance what its death means
/// @param fixedPorts ports that somebody chose, by name of the port; checked to be free before
///     anything is started
public record ComponentSpec(
    String name,
    Command command,
    StandardInput stdin,
    Readiness readiness,
    List<Need> needs,
    Importance importance,
    Map<String, Integer> fixedPorts) {
  public ComponentSpec {
    needs = List.copyOf(needs);
    fixedPorts = Map.copyOf(fixedPorts);
    if (stdin == StandardInput.NULL && needs.stream().anyMatch(n -> n.kind() == Need.Kind.WIRE)) {
      throw new InvalidInput(
          "component '%s' has a wire need but no standard input to be told on: give it \"stdin\": \"wire\", or an argv need"
              .formatted(name));
    }
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
