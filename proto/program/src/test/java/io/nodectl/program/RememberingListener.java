package io.nodectl.program;

import io.nodectl.rpc.Access;
import java.util.List;

/// Remembers what it is told.
record RememberingListener(List<Object> told) implements PeerListener {

  @Override
  public void authenticate(Access access) {
    told.add(access);
  }

  @Override
  public void reach(GcsPeer gcs) {
    told.add(gcs);
  }

  @Override
  public void prepareBy(AgentPeer agent) {
    told.add(agent);
  }
}
