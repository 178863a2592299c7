package io.nodectl.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The wish: a node as somebody asked for it.
///
/// @param name which node of the root
/// @param role head or worker
/// @param identity how others see it
/// @param ports numbers for ports that somebody chose, by flag name without dashes, such as
///     `ray-client-server-port`: 1 to 65535, or 0 for any port that is free. A port not named here
///     is chosen by the system, but for those that a head has again under the same name; -1 as
///     `metrics-port` means that there is to be none
/// @param timeout how long the start may take as a whole
/// @param auth how it proves itself
/// @param plan a file that holds another launch plan than nodectl's own
/// @param debugging how somebody looks into components, by their names; eight parts, because that
///     many things can be asked for
public record NodeSpec(
    NodeName name,
    Role role,
    Identity identity,
    Map<String, Integer> ports,
    Duration timeout,
    Auth auth,
    Optional<Path> plan,
    Map<String, Debugging> debugging) {
  /// The longest start that `EXTEND` records can make, as the protocol allows.
  public static final Duration LONGEST_START = Duration.ofMinutes(10);

  public NodeSpec {
    ports = Map.copyOf(ports);
    debugging = Map.copyOf(debugging);
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_START) > 0) {
      throw new InvalidInput("a start may take 1 ms to %d s".formatted(LONGEST_START.toSeconds()));
    }
  }

  /// A node that nobody looks into.
  public NodeSpec(
      NodeName name,
      Role role,
      Identity identity,
      Map<String, Integer> ports,
      Duration timeout,
      Auth auth,
      Optional<Path> plan) {
    this(name, role, identity, ports, timeout, auth, plan, Map.of());
  }

  /// The same node with some components looked into.
  public NodeSpec debugged(Map<String, Debugging> how) {
    return new NodeSpec(name, role, identity, ports, timeout, auth, plan, how);
  }

  /// The same node that proves itself in another way.
  NodeSpec withAuth(Auth other) {
    return new NodeSpec(name, role, identity, ports, timeout, other, plan, debugging);
  }

  /// How others see the node.
  ///
  /// @param ip the address that its ports are bound to and that it is registered with
  /// @param label its name in the cluster's node table; need not be unique
  /// @param offers what is said of its resources, by the raylet's flags without dashes, such as
  ///     `num-cpus`; what is not said is what the machine has
  public record Identity(String ip, String label, Map<String, String> offers) {
    public Identity {
      offers = Map.copyOf(offers);
    }

    /// A node that offers what its machine has.
    public Identity(String ip, String label) {
      this(ip, label, Map.of());
    }
  }

  /// What only that component is to know, beside how the node proves itself.
  Map<String, String> secretsOf(String component) {
    return role instanceof Role.Head(_, _, Keeping.Elsewhere(Map<String, String> secrets))
            && component.equals(ShippedPlan.GCS)
        ? secrets
        : Map.of();
  }

  boolean isHead() {
    return role instanceof Role.Head;
  }
}
