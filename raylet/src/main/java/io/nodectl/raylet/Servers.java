package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The raylet's two listening servers. They have no services of their own yet, only the health
/// service: gcs checks the node manager's under the node's id, as Ray 2.60 does.
record Servers(RpcServer nodeManager, RpcServer objectManager) {

  /// What all servers of this process have in common.
  record Terms(Guard guard, Tls tls) {}

  /// Listens on both ports or on none.
  static Servers listen(RayletFlags flags, Terms terms) throws BindFailed {
    RpcServer nodeManager = listen(flags.nodeManager(), terms);
    try {
      nodeManager.health().serving(flags.identity().id().hex());
      return new Servers(nodeManager, listen(flags.objectManager(), terms));
    } catch (BindFailed e) {
      nodeManager.close();
      throw e;
    }
  }

  private static RpcServer listen(InetSocketAddress at, Terms terms) throws BindFailed {
    return RpcServer.on(at)
        .guard(terms.guard())
        .tls(terms.tls())
        .handlers(Handlers.NEVER_BLOCK)
        .start();
  }

  Ports ports() {
    return Ports.of("node-manager", endpoint(nodeManager))
        .with("object-manager", endpoint(objectManager));
  }

  /// The calls that still run have this long; the object manager has none yet.
  void stop(Duration grace) {
    nodeManager.stop(grace);
    objectManager.stop(Duration.ZERO);
  }

  private static Endpoint endpoint(RpcServer server) {
    InetSocketAddress at = server.address();
    return new Endpoint(at.getAddress().getHostAddress(), at.getPort());
  }
}
