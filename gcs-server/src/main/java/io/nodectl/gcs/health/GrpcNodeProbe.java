package io.nodectl.gcs.health;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.PeerChannels;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Asks a raylet over the connection that all calls to it share: `grpc.health.v1.Health/Check` of
/// the service that is named by the node's id, as Ray 2.60's GCS does.
public final class GrpcNodeProbe implements NodeProbe {

  private final PeerChannels peers;
  private final PeerAddress address;
  private final HealthCheckRequest request;
  private final Duration deadline;

  private GrpcNodeProbe(
      PeerChannels peers, PeerAddress address, HealthCheckRequest request, Duration deadline) {
    this.peers = peers;
    this.address = address;
    this.request = request;
    this.deadline = deadline;
  }

  public static Factory factory(PeerChannels peers, Duration deadline) {
    return node ->
        new GrpcNodeProbe(
            peers,
            new PeerAddress(node.host(), node.port()),
            HealthCheckRequest.newBuilder().setService(node.node().hex()).build(),
            deadline);
  }

  @Override
  public void check(Consumer<Health> answer) {
    var _ =
        peers
            .checkHealth(address, request, deadline)
            .thenApply(HealthProbe::verdict)
            .exceptionally(GrpcNodeProbe::verdict)
            .thenAccept(answer);
  }

  /// Nothing: the connection ends when nobody uses it any more.
  @Override
  public void close() {}

  private static Health verdict(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return HealthProbe.verdict(Status.fromThrowable(cause));
  }
}
