package io.nodectl.node;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// All that the supervisor knows of its node; a snapshot that never changes.
///
/// @param phase where the node stands
/// @param components its components, in the order of the plan
/// @param outside the peers that are not of this node
/// @param nodeId 28 bytes in hex, the node's id in the cluster (the length of Ray's NodeID); a dead
///     id never returns, so the node may need another one
/// @param problem why it is failing or failed, if it is
record NodeState(
    NodePhase phase,
    SequencedMap<String, ComponentState> components,
    SequencedMap<String, ComponentState> outside,
    String nodeId,
    Optional<Problem> problem) {
  public NodeState {
    components = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(components));
    outside = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outside));
  }

  /// The node before anything of it was launched.
  static NodeState planned(LaunchPlan plan, String nodeId) {
    SequencedMap<String, ComponentState> components = new LinkedHashMap<>();
    plan.components().forEach(c -> components.put(c.name(), ComponentState.planned()));
    SequencedMap<String, ComponentState> outside = new LinkedHashMap<>();
    plan.outside().forEach((name, ports) -> outside.put(name, ComponentState.outside(ports)));
    return new NodeState(NodePhase.STARTING, components, outside, nodeId, Optional.empty());
  }

  /// A component of this node, or a peer outside it.
  ComponentState peer(String name) {
    ComponentState own = components.get(name);
    return own != null ? own : component(outside, name);
  }

  ComponentState component(String name) {
    return component(components, name);
  }

  private static ComponentState component(SequencedMap<String, ComponentState> map, String name) {
    ComponentState state = map.get(name);
    if (state == null) {
      throw new IllegalArgumentException("no component " + name);
    }
    return state;
  }

  /// Whether something of the node may still run.
  boolean mayRun() {
    return components.values().stream().anyMatch(ComponentState::mayRun);
  }

  /// Whether it is ready, wholly or in part.
  boolean isUp() {
    return phase == NodePhase.READY || phase == NodePhase.DEGRADED;
  }

  NodeState in(NodePhase next) {
    return new NodeState(next, components, outside, nodeId, problem);
  }

  NodeState withNodeId(String id) {
    return new NodeState(phase, components, outside, id, problem);
  }

  NodeState failing(Problem cause) {
    return new NodeState(phase, components, outside, nodeId, problem.or(() -> Optional.of(cause)));
  }

  NodeState with(String name, UnaryOperator<ComponentState> change) {
    SequencedMap<String, ComponentState> changed = new LinkedHashMap<>(components);
    changed.put(name, change.apply(component(name)));
    return new NodeState(phase, changed, outside, nodeId, problem);
  }

  /// The same, with the time kept for each component that stands elsewhere than before.
  NodeState movedSince(NodeState before, Instant time) {
    NodeState next = this;
    for (String name : components.keySet()) {
      if (component(name).phase() != before.component(name).phase()) {
        next = next.with(name, c -> c.remembering(past -> past.movedAt(time)));
      }
    }
    return next;
  }

  /// Names of components in one of these phases, in the order of the plan.
  List<String> inPhase(ComponentPhase... phases) {
    List<ComponentPhase> wanted = List.of(phases);
    return components.entrySet().stream()
        .filter(entry -> wanted.contains(entry.getValue().phase()))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }
}
