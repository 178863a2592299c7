package io.nodectl.node;

import io.nodectl.process.StandardInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small launch plans for tests.
final class Plans {
  private Plans() {}

  static LaunchPlan of(ComponentSpec... components) {
    return new LaunchPlan(Arrays.asList(components), Map.of(), Optional.empty());
  }

  static ComponentSpec component(String name, Need... needs) {
    return component(name, Importance.CRITICAL, needs);
  }

  static ComponentSpec component(String name, Importance importance, Need... needs) {
    return new ComponentSpec(
        name,
        new Command.OfPath(List.of("/bin/true")),
        StandardInput.WIRE,
        new Readiness.ByReport(),
        List.of(needs),
        Upkeep.of(importance),
        PortWishes.none());
  }

  static ComponentSpec withPort(String name, String port, int number) {
    return new ComponentSpec(
        name,
        new Command.OfPath(List.of("/bin/true")),
        StandardInput.WIRE,
        new Readiness.ByReport(),
        List.of(),
        Upkeep.of(Importance.CRITICAL),
        PortWishes.fixed(Map.of(port, number)));
  }
}
