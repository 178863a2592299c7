package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkersGrpc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A caller that is attached to a worker, and remembers what it hears.
final class Attached implements ClientResponseObserver<AttachRequest, AttachReply> {
  private static final long HANGS_AFTER_MS = 30_000;

  private final boolean slow;
  private final List<AttachReply> replies = new ArrayList<>();
  private @Nullable ClientCallStreamObserver<AttachRequest> call;
  private boolean ended;
  private boolean flows;

  private Attached(boolean slow) {
    this.slow = slow;
  }

  static Attached open(OfficeUnderTest office, AttachRequest first) {
    return open(office, first, new Attached(false));
  }

  /// One that reads one message, and no other before [#readOn].
  static Attached slow(OfficeUnderTest office, AttachRequest first) {
    return open(office, first, new Attached(true));
  }

  private static Attached open(OfficeUnderTest office, AttachRequest first, Attached attached) {
    var _ = WorkersGrpc.newStub(office.channelWith(OfficeUnderTest.TOKEN)).attach(attached);
    attached.call().onNext(first);
    return attached;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<AttachRequest> started) {
    call = started;
    if (slow) {
      started.disableAutoRequestWithInitial(1);
    }
  }

  private ClientCallStreamObserver<AttachRequest> call() {
    if (call == null) {
      throw new IllegalStateException("it has not begun");
    }
    return call;
  }

  synchronized void readOn() {
    flows = true;
    call().request(1);
  }

  @Override
  public synchronized void onNext(AttachReply reply) {
    replies.add(reply);
    notifyAll();
    if (slow && flows) {
      call().request(1);
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    ended = true;
    notifyAll();
  }

  void send(AttachRequest.Builder request) {
    call().onNext(request.build());
  }

  void vanish() {
    call().cancel("gone", null);
  }

  synchronized List<AttachReply> replies() {
    return List.copyOf(replies);
  }

  String out() {
    return text(AttachReply::hasStdout);
  }

  String err() {
    return text(AttachReply::hasStderr);
  }

  private String text(Predicate<AttachReply> wanted) {
    var text = new StringBuilder();
    for (AttachReply reply : replies()) {
      if (wanted.test(reply)) {
        text.append(
            (reply.hasStdout() ? reply.getStdout() : reply.getStderr())
                .toString(StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  WorkerExit exit() {
    return replies().getLast().getExit();
  }

  void awaitEnd() throws InterruptedException {
    await(() -> ended);
  }

  void awaitReplies(int count) throws InterruptedException {
    await(() -> replies.size() >= count);
  }

  void awaitOut(String part) throws InterruptedException {
    await(() -> out().contains(part));
  }

  private synchronized void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.currentTimeMillis() + HANGS_AFTER_MS;
    while (!condition.getAsBoolean() && System.currentTimeMillis() < until) {
      wait(Math.max(1, until - System.currentTimeMillis()));
    }
    assertTrue(condition.getAsBoolean(), () -> "it heard " + replies);
  }
}
