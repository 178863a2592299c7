package io.nodectl.gcs.health;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import io.nodectl.rpc.Tls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks a raylet over a connection that it keeps: `grpc.health.v1.Health/Check` of the service that
/// is named by the node's id, as Ray 2.60's GCS does. Sends no token: such a check needs none.
public final class GrpcNodeProbe implements NodeProbe {

  private final ManagedChannel channel;
  private final HealthCheckRequest request;
  private final Duration deadline;

  private GrpcNodeProbe(ManagedChannel channel, HealthCheckRequest request, Duration deadline) {
    this.channel = channel;
    this.request = request;
    this.deadline = deadline;
  }

  public static Factory factory(Tls tls, Duration deadline) {
    ChannelOptions options = ChannelOptions.plain().with(tls).with(Retries.NONE);
    return node ->
        new GrpcNodeProbe(
            Channels.open(node.host(), node.port(), options),
            HealthCheckRequest.newBuilder().setService(node.node().hex()).build(),
            deadline);
  }

  @Override
  public void check(Consumer<Health> answer) {
    HealthGrpc.newStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .check(request, new Answer(answer));
  }

  @Override
  public void close() {
    Channels.close(channel);
  }

  private static final class Answer implements StreamObserver<HealthCheckResponse> {
    private final Consumer<Health> taker;
    private Health health = Health.UNREACHABLE;

    Answer(Consumer<Health> taker) {
      this.taker = taker;
    }

    @Override
    public void onNext(HealthCheckResponse response) {
      health = HealthProbe.verdict(response);
    }

    @Override
    public void onError(Throwable failure) {
      taker.accept(HealthProbe.verdict(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
      taker.accept(health);
    }
  }
}
