package io.nodectl.runtimeenv;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.handshake.Parent;
import io.nodectl.runtimeenv.packages.GcsDoor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the parent tells: the token, and where gcs-server is.
final class Wiring implements OrderListener {
  private static final String GCS = "gcs-server";
  private static final String GCS_PORT = "gcs";

  private final Parent parent;
  private final Access access;
  private final GcsDoor door;
  private final AtomicBoolean ready = new AtomicBoolean();

  Wiring(Parent parent, Access access, GcsDoor door) {
    this.parent = parent;
    this.access = access;
    this.door = door;
  }

  /// `auth.mode=token` with `auth.token`, or `auth.mode=disabled`; anything else leaves the door
  /// shut.
  @Override
  public void config(Order.Config config) {
    String mode = config.values().getOrDefault("auth.mode", "");
    String token = config.values().getOrDefault("auth.token", "");
    if (mode.equals("disabled")) {
      access.allowEverybody();
      door.authenticate(Optional.empty());
    } else if (mode.equals("token") && !token.isEmpty()) {
      access.require(token);
      door.authenticate(Optional.of(token));
    } else {
      Log.LOGGER.error(
          "The parent sent auth.mode \"{}\" {} a token; nobody is let in",
          mode,
          token.isEmpty() ? "without" : "with");
    }
  }

  /// Ready once gcs-server is known; a later address takes the place of the one before.
  @Override
  public void wire(Order.Wire wire) {
    Optional<Endpoint> gcs = wire.ports().endpoint(GCS_PORT);
    if (!wire.peer().equals(GCS) || gcs.isEmpty()) {
      return;
    }
    door.reach(gcs.get());
    if (ready.compareAndSet(false, true)) {
      parent.ready();
    }
    Log.LOGGER.info("gcs-server is at {} (generation {})", gcs.get(), wire.generation());
  }

  /// Loads the logging library after READY, not before.
  private static final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(Wiring.class);
  }
}
