package io.nodectl.raylet.workers;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import java.util.ArrayList;
import java.util.List;

/// What is said to an attached caller, from several threads: in one order, nothing before the first
/// answer and nothing after the last.
final class AttachReplies {
  private final StreamObserver<AttachReply> caller;
  private final List<AttachReply> early = new ArrayList<>(1);
  private boolean begun;
  private boolean endsEarly;
  private boolean ended;

  AttachReplies(StreamObserver<AttachReply> caller) {
    this.caller = caller;
  }

  /// Says the first, and then what has come before it.
  synchronized void begin(AttachReply first) {
    begun = true;
    send(first);
    early.forEach(this::send);
    early.clear();
    if (endsEarly) {
      end();
    }
  }

  synchronized void send(AttachReply reply) {
    if (ended) {
      return;
    }
    if (begun) {
      caller.onNext(reply);
    } else {
      early.add(reply);
    }
  }

  /// Nothing follows. A short program may be over before its launch is answered.
  synchronized void end() {
    if (!begun) {
      endsEarly = true;
    } else if (!ended) {
      ended = true;
      caller.onCompleted();
    }
  }

  synchronized void fail(Status why) {
    if (!ended) {
      ended = true;
      caller.onError(why.asRuntimeException());
    }
  }
}
