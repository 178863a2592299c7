package io.nodectl.raylet;

import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.program.PeerListener;
import io.nodectl.raylet.RegistrationEvent.AgentWired;
import io.nodectl.raylet.RegistrationEvent.Configured;
import io.nodectl.raylet.RegistrationEvent.GcsWired;
import io.nodectl.raylet.workers.NodePeers;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;

/// Turns what is said about peers and tokens into events of the registration.
record Peers(Registrar registrar, Guard guard, NodePeers known) implements PeerListener {

  @Override
  public void authenticate(Access access) {
    access.admitBy(guard);
    known.authenticate(access);
    registrar.post(new Configured(access));
  }

  @Override
  public void reach(GcsPeer gcs) {
    known.gcsAt(gcs.at());
    registrar.post(new GcsWired(gcs));
  }

  @Override
  public void prepareBy(AgentPeer agent) {
    known.agentAt(agent.at());
    registrar.post(new AgentWired(agent));
  }
}
