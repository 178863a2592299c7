package io.nodectl.node;

import io.nodectl.node.NodeAction.Launch;

/// When components are launched, for the first time and again.
final class Launching {
  private Launching() {}

  /// Launches what waits for nobody on its command line, or for nobody any more.
  static void all(Draft draft) {
    for (ComponentSpec spec : draft.plan().components()) {
      if (draft.component(spec.name()).phase() == ComponentPhase.PLANNED) {
        tryOne(draft, spec);
      }
    }
  }

  /// Launches a component that ended, or has it wait for the peers on its command line.
  static void again(Draft draft, String name) {
    draft.change(name, c -> c.in(ComponentPhase.PLANNED));
    tryOne(draft, draft.plan().component(name));
  }

  private static void tryOne(Draft draft, ComponentSpec spec) {
    NodeState state = draft.state();
    if (!spec.argvPeers().stream().allMatch(peer -> state.peer(peer).isBound())) {
      return;
    }
    draft.change(spec.name(), component -> component.launchingAt(draft.now().time()));
    draft.act(new Launch(spec.name()));
  }
}
