package io.nodectl.cli;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkersGrpc;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What becomes of a worker, as its raylet tells it; not each step on the way there.
final class WatchCall implements StreamObserver<WatchReply> {
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

  private WatchCall() {}

  /// What comes.
  sealed interface News {
    record Told(WatchReply reply) implements News {}

    record Over(Status status) implements News {}
  }

  static WatchCall open(RayletLink link, String workerId) {
    WatchCall call = new WatchCall();
    WorkersGrpc.newStub(link.channel())
        .watch(WatchRequest.newBuilder().setWorkerId(workerId).setOutcomesOnly(true).build(), call);
    return call;
  }

  /// The next news; null if there are none in that time.
  @Nullable News next(long limitMs) throws InterruptedException {
    return news.poll(limitMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onNext(WatchReply reply) {
    news.add(new News.Told(reply));
  }

  @Override
  public void onError(Throwable failure) {
    news.add(new News.Over(Status.fromThrowable(failure)));
  }

  @Override
  public void onCompleted() {
    news.add(new News.Over(Status.OK));
  }
}
