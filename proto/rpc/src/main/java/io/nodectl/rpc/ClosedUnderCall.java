package io.nodectl.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.nio.channels.ClosedChannelException;

/// Tries unary calls again whose connection was closed when they were about to use it.
///
/// grpc-java calls that `UNKNOWN: channel closed`, and its own retries cannot have it: they know
/// codes only, and `UNKNOWN` is also what a server says whose handler failed. A status that came
/// from a server never has a cause, so one with {@link ClosedChannelException} was made here. That
/// makes trying again as safe as after `UNAVAILABLE`, which is the word for the same loss seen a
/// moment earlier or later: in both cases nobody knows whether the call got through.
final class ClosedUnderCall implements ClientInterceptor {
  /// Each time there was a connection, and it is closed: more often in a row than that it is no
  /// coincidence any more.
  static final int ATTEMPTS = 5;

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return method.getType() == MethodType.UNARY
        ? new RepeatedCall<>(() -> next.newCall(method, options), ClosedUnderCall::isThat)
        : next.newCall(method, options);
  }

  private static boolean isThat(Status status) {
    return status.getCode() == Status.Code.UNKNOWN
        && status.getCause() instanceof ClosedChannelException;
  }

  /// Headers that a call may keep.
  static Metadata copy(Metadata headers) {
    Metadata copy = new Metadata();
    copy.merge(headers);
    return copy;
  }
}
