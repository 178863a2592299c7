package io.nodectl.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lets a call in only if it carries the token.
///
/// A server listens before its parent has told it the token, so a guard starts closed: it answers
/// `UNAVAILABLE`, which clients try again, until {@link #demand} or {@link #letAllIn}.
/// `grpc.health.v1.Health/Check` needs no token and an unknown method is `UNIMPLEMENTED` before any
/// check, as in Ray 2.60.
public final class Guard implements ServerInterceptor {

  /// Ray 2.60's own words, which its Python client turns into an `AuthenticationError`.
  private static final Status REFUSAL =
      Status.UNAUTHENTICATED.withDescription(
          "InvalidAuthToken: Authentication token is missing or incorrect");

  private static final Status TOO_EARLY =
      Status.UNAVAILABLE.withDescription("Not ready: this server has not been told its token yet");

  private static final String HEALTH_CHECK = "grpc.health.v1.Health/Check";

  private sealed interface Rule {}

  private record Closed() implements Rule {}

  private record Open() implements Rule {}

  private record Demand(AuthToken token) implements Rule {
    boolean satisfiedBy(@Nullable String authorization) {
      return authorization != null && token.isBorneBy(authorization);
    }
  }

  private final AtomicReference<Rule> rule;
  private final Set<String> selfChecked;

  private Guard(Rule rule, Set<String> selfChecked) {
    this.rule = new AtomicReference<>(rule);
    this.selfChecked = selfChecked;
  }

  /// A guard that lets nobody in yet.
  public static Guard closed() {
    return new Guard(new Closed(), Set.of(HEALTH_CHECK));
  }

  /// A guard that lets nobody in yet, but to one method, which looks itself at who calls.
  ///
  /// @param method its full name, such as `nodectl.raylet.Workers/Context`
  public static Guard closedBut(String method) {
    return new Guard(new Closed(), Set.of(HEALTH_CHECK, method));
  }

  /// Whether who calls with these headers would be let in.
  public boolean admits(Metadata headers) {
    return switch (rule.get()) {
      case Open() -> true;
      case Closed() -> false;
      case Demand demand -> demand.satisfiedBy(headers.get(Headers.AUTHORIZATION));
    };
  }

  /// From now on calls need this token.
  public void demand(AuthToken token) {
    rule.set(new Demand(token));
  }

  /// From now on calls need no token.
  public void letAllIn() {
    rule.set(new Open());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (selfChecked.contains(call.getMethodDescriptor().getFullMethodName())) {
      return next.startCall(call, headers);
    }
    return switch (rule.get()) {
      case Open() -> next.startCall(call, headers);
      case Closed() -> refuse(call, TOO_EARLY);
      case Demand demand when demand.satisfiedBy(headers.get(Headers.AUTHORIZATION)) ->
          next.startCall(call, headers);
      case Demand _ -> refuse(call, REFUSAL);
    };
  }

  private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
