package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.WorkersGrpc;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The connection between a program on a node and this process.
///
/// The raylet sends one message after the other, each when the one before was dealt with: so a
/// reader that is slow here holds the program there.
final class AttachCall implements ClientResponseObserver<AttachRequest, AttachReply> {
  /// What a raylet takes in without holding what comes behind it.
  private static final long MOST_UNDER_WAY = 256 * 1024;

  private final BiConsumer<AttachCall, RunEvent> events;
  private @Nullable ClientCallStreamObserver<AttachRequest> call;
  private boolean over;
  private long sent;
  private long taken;

  private AttachCall(BiConsumer<AttachCall, RunEvent> events) {
    this.events = events;
  }

  /// Opens one.
  ///
  /// @param events gets what the raylet says, on a thread of the connection
  static AttachCall open(
      RayletLink link, AttachRequest first, BiConsumer<AttachCall, RunEvent> events) {
    AttachCall opened = new AttachCall(events);
    var _ = WorkersGrpc.newStub(link.channel()).attach(opened);
    opened.send(first);
    return opened;
  }

  @Override
  public synchronized void beforeStart(ClientCallStreamObserver<AttachRequest> started) {
    started.disableAutoRequestWithInitial(1);
    started.setOnReadyHandler(this::wake);
    call = started;
  }

  @Override
  public void onNext(AttachReply reply) {
    if (reply.hasStdinTaken()) {
      taken(reply.getStdinTaken());
      return;
    }
    events.accept(this, new RunEvent.Answered(reply));
  }

  @Override
  public void onError(Throwable failure) {
    wakeForever();
    events.accept(this, new RunEvent.Broken(Status.fromThrowable(failure)));
  }

  @Override
  public void onCompleted() {
    wakeForever();
    events.accept(this, new RunEvent.Broken(Status.OK));
  }

  /// Lets the next message come.
  synchronized void more() {
    if (call != null && !over) {
      call.request(1);
    }
  }

  /// Sends something, whether or not there is room: it is little.
  synchronized void send(AttachRequest request) {
    if (call != null && !over) {
      call.onNext(request);
    }
  }

  /// Sends input once there is room, so that a signal never waits behind it.
  ///
  /// @return whether it was sent; else the connection is over
  synchronized boolean sendWithRoom(ByteString input) throws InterruptedException {
    while (call != null && !over && !(call.isReady() && hasRoomFor(input.size()))) {
      wait();
    }
    sent += input.size();
    send(AttachRequest.newBuilder().setStdin(input).build());
    return !over;
  }

  private boolean hasRoomFor(int bytes) {
    return sent - taken + bytes <= MOST_UNDER_WAY;
  }

  private synchronized void taken(long bytes) {
    taken = bytes;
    notifyAll();
    more();
  }

  /// Ends it at once: the raylet then ends the program. A call that was cancelled takes nothing
  /// more, and whoever still has input for it is told so before the connection's thread says it.
  synchronized void cancel() {
    if (call != null && !over) {
      call.cancel("the caller leaves", null);
    }
    wakeForever();
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void wakeForever() {
    over = true;
    notifyAll();
  }
}
