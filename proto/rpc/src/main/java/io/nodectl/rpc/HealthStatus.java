package io.nodectl.rpc;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a server tells health checks about its services; the empty name stands for the whole
/// server.
public final class HealthStatus {

  private final HealthStatusManager manager;
  private final AtomicBoolean stopping = new AtomicBoolean();

  HealthStatus(HealthStatusManager manager) {
    this.manager = manager;
  }

  /// From now on checks of this service are answered `SERVING`.
  public void serving(String service) {
    manager.setStatus(service, ServingStatus.SERVING);
  }

  /// From now on checks of this service are answered `NOT_SERVING`.
  public void notServing(String service) {
    manager.setStatus(service, ServingStatus.NOT_SERVING);
  }

  BindableService service() {
    return manager.getHealthService();
  }

  /// From now on every check is answered `NOT_SERVING`, whatever is set later.
  void everythingStops() {
    if (stopping.compareAndSet(false, true)) {
      manager.enterTerminalState();
    }
  }
}
