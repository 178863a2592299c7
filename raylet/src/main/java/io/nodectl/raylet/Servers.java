package io.nodectl.raylet;

import io.grpc.ServerServiceDefinition;
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
import java.util.function.Supplier;

/// The raylet's two listening servers. The node manager has the workers' service, and tells Ray's
/// tools of the memory. Gcs checks its health under the node's id, as Ray 2.60 does. The object
/// manager has nothing but the health service yet.
record Servers(RpcServer nodeManager, RpcServer objectManager) {

  private static final String WORKERS = "nodectl.raylet.Workers";

  /// What all servers of this process have in common.
  ///
  /// @param workers makes the workers' service
  record Terms(Guard guard, Tls tls, Supplier<ServerServiceDefinition> workers) {
    private RpcServer.Builder on(InetSocketAddress at) {
      return RpcServer.on(at).guard(guard).tls(tls).handlers(Handlers.NEVER_BLOCK);
    }

    RpcServer serve(InetSocketAddress at) throws BindFailed {
      return on(at).start();
    }

    RpcServer serveWorkers(InetSocketAddress at) throws BindFailed {
      return on(at).service(new MemoryStats()).lateService(WORKERS, workers).start();
    }
  }

  /// Listens on both ports or on none.
  static Servers listen(RayletFlags flags, Terms terms) throws CannotStart {
    RpcServer nodeManager = flags.nodeManager().listen(terms::serveWorkers);
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
