package io.nodectl.clientproxy;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import java.util.ArrayList;
import java.util.Optional;

/// What the parent has told us so far. Pure.
record Wiring(Optional<Access> access, Optional<GcsPeer> gcs, Optional<AgentPeer> agent) {

  static Wiring none() {
    return new Wiring(Optional.empty(), Optional.empty(), Optional.empty());
  }

  Wiring with(Access told) {
    return new Wiring(Optional.of(told), gcs, agent);
  }

  Wiring with(GcsPeer told) {
    return new Wiring(access, Optional.of(told), agent);
  }

  Wiring with(AgentPeer told) {
    return new Wiring(access, gcs, Optional.of(told));
  }

  /// The channel to gcs that this wiring asks for; another one means that the old channel is to be
  /// replaced.
  Optional<Link> link() {
    return gcs.flatMap(peer -> access.map(how -> new Link(peer, how)));
  }

  /// What a caller is told who comes too early; empty once every peer is known.
  Optional<String> notReady() {
    var missing = new ArrayList<String>();
    if (link().isEmpty()) {
      missing.add("gcs-server");
    }
    if (agent.isEmpty()) {
      missing.add("runtime-env-agent");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("not ready: waiting for " + String.join(" and ", missing));
  }

  /// A way to reach gcs.
  record Link(GcsPeer gcs, Access access) {}
}
