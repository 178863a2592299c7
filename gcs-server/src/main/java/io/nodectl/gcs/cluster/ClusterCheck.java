package io.nodectl.gcs.cluster;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.Headers;

/// Refuses callers of another cluster; who names none is taken in, since Java and async Python
/// programs never do (Ray 2.60).
public final class ClusterCheck implements ServerInterceptor {

  private static final Status REFUSAL =
      Status.UNAUTHENTICATED.withDescription(
          "WrongClusterID: Perhaps the client is accessing GCS after it has restarted.");

  /// All of Ray's clients try again after this status.
  private static final Status TOO_EARLY =
      Status.UNAVAILABLE.withDescription("gcs-server is opening its store");

  /// Empty until it is known.
  private volatile String expected = "";

  /// From now on it is known which cluster this is.
  public void expect(ClusterId cluster) {
    expected = cluster.hex();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String named = headers.get(Headers.CLUSTER_ID);
    String own = expected;
    if (named == null || named.equals(own)) {
      return next.startCall(call, headers);
    }
    call.close(own.isEmpty() ? TOO_EARLY : REFUSAL, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
