package io.nodectl.clientproxy;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.DataRequest;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.RayletDataStreamerGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// `ray.rpc.RayletDataStreamer`: the stream of a client's session, refused as long as there are no
/// sessions.
final class DatapathService extends RayletDataStreamerGrpc.RayletDataStreamerImplBase {

  /// What is missing, as the subject of a refusal.
  static final String SESSIONS = "sessions (ray.init, objects, tasks and actors) are";

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final Supplier<Upstream.State> upstream;

  DatapathService(Supplier<Upstream.State> upstream) {
    this.upstream = upstream;
  }

  @Override
  public StreamObserver<DataRequest> datapath(StreamObserver<DataResponse> client) {
    var session = new RefusedSession(upstream, LATER, client);
    if (SessionHeaders.reconnecting()) {
      session.endAsUnknown();
    }
    return session;
  }
}
