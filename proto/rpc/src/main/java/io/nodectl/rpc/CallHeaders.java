package io.nodectl.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Gives every call of a channel its headers, and a unary call without a deadline the usual one.
final class CallHeaders implements ClientInterceptor {

  private final Metadata headers;
  private final Duration deadline;

  private CallHeaders(Metadata headers, Duration deadline) {
    this.headers = headers;
    this.deadline = deadline;
  }

  static CallHeaders of(ChannelOptions options) {
    Metadata headers = new Metadata();
    options.token().ifPresent(token -> headers.put(Headers.AUTHORIZATION, token.bearer()));
    options.cluster().ifPresent(cluster -> headers.put(Headers.CLUSTER_ID, cluster.hex()));
    return new CallHeaders(headers, options.deadline());
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    boolean bounded =
        options.getDeadline() != null
            || method.getType() != MethodType.UNARY
            || deadline.equals(ChannelOptions.NO_DEADLINE);
    CallOptions effective =
        bounded ? options : options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    return new SimpleForwardingClientCall<>(next.newCall(method, effective)) {
      @Override
      public void start(Listener<R> listener, Metadata own) {
        own.merge(headers);
        super.start(listener, own);
      }
    };
  }
}
