package io.nodectl.gcs;

import io.nodectl.handshake.Parent;
import io.nodectl.program.PeerListener;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last step of a start: once it is known whom to let in, and the store is open, the server is
/// ready. Either may come first.
final class Opening implements PeerListener {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Parent parent;
  private final Guard guard;
  private final Consumer<Access> own;
  private final Runnable afterwards;
  private boolean doorKnown;
  private boolean storeOpen;

  /// @param own told how the server's own calls authenticate
  /// @param afterwards done once the parent knows that the server is ready; must not block
  Opening(Parent parent, Guard guard, Consumer<Access> own, Runnable afterwards) {
    this.parent = parent;
    this.guard = guard;
    this.own = own;
    this.afterwards = afterwards;
  }

  /// Lets callers in; who comes before the store is open waits for it.
  @Override
  public void authenticate(Access access) {
    access.admitBy(guard);
    own.accept(access);
    if (access.token().isEmpty()) {
      LOG.warn("authentication is off: whoever reaches the port is let in");
    }
    tellIfReady(() -> doorKnown = true);
  }

  /// The store is open.
  void storeOpened() {
    tellIfReady(() -> storeOpen = true);
  }

  private synchronized void tellIfReady(Runnable news) {
    boolean before = doorKnown && storeOpen;
    news.run();
    if (!before && doorKnown && storeOpen) {
      parent.ready();
      afterwards.run();
    }
  }
}
