package io.nodectl.rpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Asks a server once how it is; needs no token.
public final class HealthProbe {

  private HealthProbe() {}

  /// Checks a service over a connection of its own, and blocks until the answer or the deadline.
  ///
  /// @param service the service's name; empty for the whole server
  public static Health check(String host, int port, String service, Duration deadline) {
    return check(host, port, service, ChannelOptions.plain().with(deadline));
  }

  /// The same with options, of which encryption and deadline count.
  public static Health check(String host, int port, String service, ChannelOptions options) {
    ManagedChannel channel = Channels.open(host, port, options.with(Retries.NONE));
    try {
      return verdict(
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(options.deadline().toMillis(), TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.newBuilder().setService(service).build()));
    } catch (StatusRuntimeException e) {
      return verdict(e.getStatus());
    } finally {
      channel.shutdownNow();
    }
  }

  /// What an answer means.
  public static Health verdict(HealthCheckResponse answer) {
    return answer.getStatus() == ServingStatus.SERVING ? Health.SERVING : Health.NOT_SERVING;
  }

  /// What a failed check means: a server that refuses to answer is there all the same.
  public static Health verdict(Status failure) {
    return switch (failure.getCode()) {
      case NOT_FOUND, UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED -> Health.NOT_SERVING;
      default -> Health.UNREACHABLE;
    };
  }
}
