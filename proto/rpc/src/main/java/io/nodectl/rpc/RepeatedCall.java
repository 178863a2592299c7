package io.nodectl.rpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A unary call that is made again, with the same headers and message, if it ends in a certain way
/// before anything was answered. Its deadline stays what it was.
final class RepeatedCall<Q, R> extends ClientCall<Q, R> {
  private final Supplier<ClientCall<Q, R>> calls;
  private final Predicate<Status> again;

  // What has been asked for, to be asked for again; guarded by this object.
  private ClientCall<Q, R> current;
  private int attempts = 1;
  private @Nullable Listener<R> listener;
  private @Nullable Metadata headers;
  private @Nullable Q message;
  private int requested;
  private boolean halfClosed;
  private boolean cancelled;

  /// @param calls makes a call that was not started
  /// @param again which ends do not count
  RepeatedCall(Supplier<ClientCall<Q, R>> calls, Predicate<Status> again) {
    this.calls = calls;
    this.again = again;
    this.current = calls.get();
  }

  @Override
  public synchronized void start(Listener<R> whom, Metadata own) {
    listener = whom;
    headers = ClosedUnderCall.copy(own);
    current.start(new Attempt(whom), own);
  }

  /// Hears of one attempt, and keeps its end to itself if there is another one.
  private final class Attempt extends SimpleForwardingClientCallListener<R> {
    private boolean answered;

    Attempt(Listener<R> whom) {
      super(whom);
    }

    @Override
    public void onHeaders(Metadata answer) {
      answered = true;
      super.onHeaders(answer);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (answered || !again.test(status) || !repeat()) {
        super.onClose(status, trailers);
      }
    }
  }

  private synchronized boolean repeat() {
    if (cancelled || attempts == ClosedUnderCall.ATTEMPTS) {
      return false;
    }
    attempts++;
    current = calls.get();
    current.start(
        new Attempt(Objects.requireNonNull(listener)),
        ClosedUnderCall.copy(Objects.requireNonNull(headers)));
    if (requested > 0) {
      current.request(requested);
    }
    if (message != null) {
      current.sendMessage(message);
    }
    if (halfClosed) {
      current.halfClose();
    }
    return true;
  }

  @Override
  public synchronized void request(int count) {
    requested += count;
    current.request(count);
  }

  @Override
  public synchronized void sendMessage(Q sent) {
    message = sent;
    current.sendMessage(sent);
  }

  @Override
  public synchronized void halfClose() {
    halfClosed = true;
    current.halfClose();
  }

  @Override
  public synchronized void cancel(@Nullable String why, @Nullable Throwable cause) {
    cancelled = true;
    current.cancel(why, cause);
  }
}
