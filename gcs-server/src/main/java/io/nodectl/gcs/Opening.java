package io.nodectl.gcs;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Retry;
import io.nodectl.handshake.StopReason;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Guard;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last step of a start: once it is known whom to let in, the server is ready.
final class Opening implements OrderListener {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Parent parent;
  private final Guard guard;
  private final AtomicBoolean open = new AtomicBoolean();
  private volatile ExitCode verdict = ExitCode.DONE;

  Opening(Parent parent, Guard guard) {
    this.parent = parent;
    this.guard = guard;
  }

  @Override
  public void config(Order.Config config) {
    try {
      Access.fromConfig(config.values()).ifPresent(this::by);
    } catch (IllegalArgumentException e) {
      verdict = ExitCode.USAGE;
      parent.fail(verdict, "the configuration is of no use: " + e.getMessage(), Retry.NO);
      parent.requestStop(new StopReason(StopReason.Cause.STOP, Duration.ZERO));
    }
  }

  /// Lets callers in, and says so the first time.
  void by(Access access) {
    access.admitBy(guard);
    if (access.token().isEmpty()) {
      LOG.warn("authentication is off: whoever reaches the port is let in");
    }
    if (open.compareAndSet(false, true)) {
      parent.ready();
    }
  }

  /// What the program exits with.
  ExitCode verdict() {
    return verdict;
  }
}
