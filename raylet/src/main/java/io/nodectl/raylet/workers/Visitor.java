package io.nodectl.raylet.workers;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.Headers;

/// Finds out who calls, for the one call that a worker may make.
record Visitor(Guard guard, Credentials credentials) implements ServerInterceptor {
  private static final Context.Key<Admission> ADMISSION = Context.key("admission");
  private static final String BEARER = "Bearer ";

  /// Who calls.
  sealed interface Admission {}

  /// He has the cluster's token, or none is needed.
  record OfCluster() implements Admission {}

  /// A worker with its credential.
  record OfWorker(Credentials.Bearer bearer) implements Admission {}

  /// Neither.
  record Stranger() implements Admission {}

  /// Of the call that is being dealt with.
  static Admission here() {
    Admission found = ADMISSION.get();
    return found == null ? new Stranger() : found;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return Contexts.interceptCall(
        Context.current().withValue(ADMISSION, admission(headers)), call, headers, next);
  }

  private Admission admission(Metadata headers) {
    String authorization = headers.get(Headers.AUTHORIZATION);
    if (authorization != null && authorization.startsWith(BEARER)) {
      var bearer = credentials.bearerOf(authorization.substring(BEARER.length()));
      if (bearer.isPresent()) {
        return new OfWorker(bearer.get());
      }
    }
    return guard.admits(headers) ? new OfCluster() : new Stranger();
  }
}
