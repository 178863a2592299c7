package io.nodectl.gcs;

import io.nodectl.handshake.Parent;
import io.nodectl.program.PeerListener;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last step of a start: once it is known whom to let in, the server is ready.
final class Opening implements PeerListener {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Parent parent;
  private final Guard guard;
  private final AtomicBoolean open = new AtomicBoolean();

  Opening(Parent parent, Guard guard) {
    this.parent = parent;
    this.guard = guard;
  }

  /// Lets callers in, and says so the first time.
  @Override
  public void authenticate(Access access) {
    access.admitBy(guard);
    if (access.token().isEmpty()) {
      LOG.warn("authentication is off: whoever reaches the port is let in");
    }
    if (open.compareAndSet(false, true)) {
      parent.ready();
    }
  }
}
