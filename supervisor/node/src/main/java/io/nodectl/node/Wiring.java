package io.nodectl.node;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.node.NodeAction.Tell;
import java.util.List;

/// Who is told of whom, and when.
final class Wiring {
  private Wiring() {}

  /// A component runs: it is told of all that is bound already.
  static void launched(Draft draft, String name, long pid) {
    draft.change(name, c -> c.withPid(pid));
    for (String peer : draft.plan().component(name).wirePeers()) {
      if (draft.state().peer(peer).isBound()) {
        tell(draft, name, peer);
      }
    }
  }

  /// A component is bound: all that run and need it are told; who has its old address on the
  /// command line is started again; who waits for it is launched.
  static void bound(Draft draft, NodeEvent.Bound event) {
    String name = event.component();
    if (draft.component(name).phase() != ComponentPhase.STARTING) {
      return;
    }
    Ports before = draft.component(name).ports();
    draft.change(name, c -> c.bound(event.ports(), event.doubt()));
    wiredIfTold(draft, name);
    askHealth(draft, event);
    for (ComponentSpec dependent : draft.plan().components()) {
      boolean runs = draft.component(dependent.name()).pid() != 0;
      if (runs && dependent.wirePeers().contains(name)) {
        tell(draft, dependent.name(), name);
      }
      if (dependent.argvPeers().contains(name) && !event.ports().equals(before)) {
        Downfalls.peerMoved(draft, dependent.name(), name);
      }
    }
    if (draft.phase() == NodePhase.STARTING || draft.isUp()) {
      Launching.all(draft);
    }
  }

  private static void askHealth(Draft draft, NodeEvent.Bound event) {
    String name = event.component();
    int generation = draft.component(name).generation();
    if (draft.plan().component(name).readiness()
        instanceof Readiness.ByGrpcHealth(String port, String service)) {
      event
          .ports()
          .endpoint(port)
          .ifPresent(at -> draft.act(new NodeAction.AskHealth(name, generation, at, service)));
    }
  }

  private static void tell(Draft draft, String name, String peer) {
    ComponentState known = draft.state().peer(peer);
    if (!known.ports().byName().isEmpty()) {
      draft.act(new Tell(name, new Order.Wire(peer, known.generation(), known.ports())));
    }
    draft.change(name, c -> c.toldOf(peer, known.generation()));
    wiredIfTold(draft, name);
  }

  private static void wiredIfTold(Draft draft, String name) {
    ComponentState component = draft.component(name);
    List<String> peers = draft.plan().component(name).wirePeers();
    if (component.phase() == ComponentPhase.BOUND && component.wasToldOf(peers)) {
      draft.change(name, c -> c.in(ComponentPhase.WIRED));
    }
  }
}
