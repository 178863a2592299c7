package io.nodectl.node;

import io.nodectl.handshake.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a node consists of, as data.
///
/// @param components the processes of the node, in the order in which people should see them
/// @param outside peers that are not of this node, with their fixed addresses, by component name
/// @param address the port by which others find the cluster; empty if the plan has none
/// @param budget how many restarts of all components together are too many
public record LaunchPlan(
    List<ComponentSpec> components,
    Map<String, Ports> outside,
    Optional<PortRef> address,
    RestartBudget budget) {
  /// Twenty in ten minutes.
  static final RestartBudget USUAL_BUDGET = new RestartBudget(20, Duration.ofMinutes(10));

  public LaunchPlan {
    components = List.copyOf(components);
    outside = Map.copyOf(outside);
    if (components.isEmpty()) {
      throw new InvalidInput("a launch plan needs at least one component");
    }
    checkNames(components, outside);
    checkFixedPorts(components);
    checkArgvCycles(components);
    components.forEach(Placeholders::check);
    if (address.isPresent()) {
      checkAddress(address.get(), components, outside);
    }
  }

  /// The same plan with some components looked into.
  ///
  /// @param how by name of the component
  /// @throws InvalidInput if the plan has no such component
  LaunchPlan debugged(Map<String, Debugging> how) {
    for (String name : how.keySet()) {
      if (components.stream().noneMatch(c -> c.name().equals(name))) {
        throw new InvalidInput(
            "there is no component '%s' to debug on this node; it has %s"
                .formatted(
                    name,
                    String.join(", ", components.stream().map(ComponentSpec::name).toList())));
      }
    }
    List<ComponentSpec> changed =
        components.stream()
            .map(c -> how.containsKey(c.name()) ? c.debugged(how.get(c.name())) : c)
            .toList();
    return new LaunchPlan(changed, outside, address, budget);
  }

  /// A plan with the usual budget.
  public LaunchPlan(
      List<ComponentSpec> components, Map<String, Ports> outside, Optional<PortRef> address) {
    this(components, outside, address, USUAL_BUDGET);
  }

  /// How far back any budget looks.
  Duration longestWindow() {
    Duration longest = budget.within();
    for (ComponentSpec component : components) {
      Duration own = component.upkeep().restart().budget().within();
      longest = own.compareTo(longest) > 0 ? own : longest;
    }
    return longest;
  }

  /// The component of that name.
  ComponentSpec component(String name) {
    return components.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /// The order to stop in: each level is stopped together, and nothing is stopped before all that
  /// need it. Within a circle of needs the plan's own order, reversed, decides.
  List<List<String>> stopLevels() {
    List<ComponentSpec> left = new ArrayList<>(components.reversed());
    List<List<String>> levels = new ArrayList<>();
    while (!left.isEmpty()) {
      Set<String> needed = new HashSet<>();
      for (ComponentSpec component : left) {
        for (Need need : component.needs()) {
          if (!need.peer().equals(component.name())) {
            needed.add(need.peer());
          }
        }
      }
      List<ComponentSpec> level = left.stream().filter(c -> !needed.contains(c.name())).toList();
      List<ComponentSpec> stopped = level.isEmpty() ? List.of(left.getFirst()) : level;
      levels.add(stopped.stream().map(ComponentSpec::name).toList());
      left.removeAll(stopped);
    }
    return levels;
  }

  private static void checkNames(List<ComponentSpec> components, Map<String, Ports> outside) {
    outside.keySet().forEach(name -> ComponentSpec.requireName("an outside peer", name));
    Set<String> known = new HashSet<>(outside.keySet());
    for (ComponentSpec component : components) {
      if (!known.add(component.name())) {
        throw new InvalidInput("the launch plan names '%s' twice".formatted(component.name()));
      }
    }
    for (ComponentSpec component : components) {
      for (Need need : component.needs()) {
        if (!known.contains(need.peer())) {
          throw new InvalidInput(
              "component '%s' needs '%s', which the launch plan does not have"
                  .formatted(component.name(), need.peer()));
        }
      }
    }
  }

  private static void checkAddress(
      PortRef address, List<ComponentSpec> components, Map<String, Ports> outside) {
    String owner = address.component();
    if (!outside.containsKey(owner) && components.stream().noneMatch(c -> c.name().equals(owner))) {
      throw new InvalidInput(
          "the address is to be port '%s' of '%s', which the launch plan does not have"
              .formatted(address.port(), owner));
    }
  }

  private static void checkFixedPorts(List<ComponentSpec> components) {
    Map<Integer, String> owners = new HashMap<>();
    for (ComponentSpec component : components) {
      component
          .fixedPorts()
          .forEach(
              (port, number) -> {
                String owner = "port '%s' of %s".formatted(port, component.name());
                String other = owners.putIfAbsent(number, owner);
                if (other != null) {
                  throw new InvalidInput(
                      "%s and %s are both to be %d: choose two numbers, or leave one out and let the system choose"
                          .formatted(other, owner, number));
                }
              });
    }
  }

  /// A circle of command lines could never start: each would wait for the other's port.
  private static void checkArgvCycles(List<ComponentSpec> components) {
    Set<String> startable = new HashSet<>();
    List<ComponentSpec> left = new ArrayList<>(components);
    Set<String> names = new HashSet<>(left.stream().map(ComponentSpec::name).toList());
    while (left.removeIf(
        c ->
            c.argvPeers().stream().allMatch(p -> !names.contains(p) || startable.contains(p))
                && startable.add(c.name()))) {
      if (left.isEmpty()) {
        return;
      }
    }
    throw new InvalidInput(
        "these components need each other's port on their command lines, so none could ever start: "
            + String.join(", ", left.stream().map(ComponentSpec::name).toList()));
  }
}
