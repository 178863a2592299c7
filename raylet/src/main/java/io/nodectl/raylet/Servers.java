package io.nodectl.raylet;

import io.grpc.BindableService;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.program.CannotStart;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.RpcServer;
import io.nodectl.rpc.RpcServer.Handlers;
import io.nodectl.rpc.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The raylet's two listening servers. Both have the health service: gcs checks the node manager's
/// under the node's id, as Ray 2.60 does.
record Servers(RpcServer nodeManager, RpcServer objectManager) {

  /// What all servers of this process have in common.
  record Terms(Guard guard, Tls tls) {
    RpcServer serve(InetSocketAddress at, BindableService... services) throws BindFailed {
      return RpcServer.on(at)
          .guard(guard)
          .tls(tls)
          .service(services)
          .handlers(Handlers.NEVER_BLOCK)
          .start();
    }
  }

  /// Listens on both ports or on none.
  static Servers listen(RayletFlags flags, Terms terms) throws CannotStart {
    RpcServer nodeManager = flags.nodeManager().listen(at -> terms.serve(at, new MemoryStats()));
    nodeManager.health().serving(flags.identity().id().hex());
    RpcServer objectManager = null;
    try {
      objectManager = flags.objectManager().listen(terms::serve);
      return new Servers(nodeManager, objectManager);
    } finally {
      if (objectManager == null) {
        nodeManager.close();
      }
    }
  }

  Ports ports() {
    return Ports.of("node-manager", Endpoint.of(nodeManager.address()))
        .with("object-manager", Endpoint.of(objectManager.address()));
  }

  /// The calls that still run have this long; the object manager has none yet.
  void stop(Duration grace) {
    nodeManager.stop(grace);
    objectManager.stop(Duration.ZERO);
  }
}
