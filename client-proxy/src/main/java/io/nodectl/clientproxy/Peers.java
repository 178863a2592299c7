package io.nodectl.clientproxy;

import io.nodectl.handshake.Parent;
import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.program.PeerListener;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import java.util.function.UnaryOperator;

/// Puts what is said about peers and tokens into effect.
final class Peers implements PeerListener {

  private final Upstream upstream;
  private final Guard guard;
  private final Parent parent;
  private boolean readyTold;

  Peers(Upstream upstream, Guard guard, Parent parent) {
    this.upstream = upstream;
    this.guard = guard;
    this.parent = parent;
  }

  @Override
  public void authenticate(Access access) {
    access.admitBy(guard);
    tell(wiring -> wiring.with(access));
  }

  @Override
  public void reach(GcsPeer gcs) {
    tell(wiring -> wiring.with(gcs));
  }

  @Override
  public void prepareBy(AgentPeer agent) {
    tell(wiring -> wiring.with(agent));
  }

  /// READY once all peers are known, and once in a life.
  private void tell(UnaryOperator<Wiring> news) {
    switch (upstream.tell(news)) {
      case Upstream.Waiting(String why) -> parent.status(why);
      case Upstream.Wired _ when readyTold -> {
        // Calls have found the new peer from here on, which is all there was to do.
      }
      case Upstream.Wired _ -> {
        readyTold = true;
        parent.ready();
      }
    }
  }
}
