package io.nodectl.gcs;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.OrderListener;
import io.nodectl.handshake.StopReason;
import io.nodectl.program.RedisLogin;
import java.util.concurrent.CompletableFuture;

/// Takes from a parent's orders how to get at a store that asks for a password.
///
/// @param others take the rest
/// @param login completed by the first configuration, whatever it says of a store
record StoreOrders(OrderListener others, CompletableFuture<RedisLogin> login)
    implements OrderListener {

  @Override
  public void config(Order.Config config) {
    login.complete(RedisLogin.fromConfig(config.values()));
    others.config(config);
  }

  @Override
  public void wire(Order.Wire wire) {
    others.wire(wire);
  }

  @Override
  public void extension(Order.Extension extension) {
    others.extension(extension);
  }

  @Override
  public void stop(StopReason reason) {
    others.stop(reason);
  }
}
