package io.nodectl.clientproxy;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/// Makes what a client says of its session in the headers of a call known to the services.
final class SessionHeaders implements ServerInterceptor {

  /// `True` on a data stream that goes on with a session, as Ray 2.60's `dataclient.py` sends it.
  static final Metadata.Key<String> RECONNECTING =
      Metadata.Key.of("reconnecting", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> GOES_ON = Context.keyWithDefault("reconnecting", false);

  /// Whether the call being started belongs to a session that its client had before.
  static boolean reconnecting() {
    return GOES_ON.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context =
        Context.current().withValue(GOES_ON, "True".equals(headers.get(RECONNECTING)));
    return Contexts.interceptCall(context, call, headers, next);
  }
}
