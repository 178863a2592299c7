package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.process.OutputTap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives one caller what a worker has written, and as long as he follows it, what it writes. Reads
/// on a virtual thread, woken up by the worker's output; the disk gets that a moment later.
final class LogReading implements OutputTap, Watcher {
  /// What is printed is on disk within this, unless the disk is slow; then the next piece wakes us.
  private static final Duration DISK_TAKES = Duration.ofMillis(300);

  private final Workers workers;
  private final LogsRequest request;
  private final ServerCallStreamObserver<LogsReply> caller;
  private final Pulse pulse = new Pulse();
  private final List<LogTail> tails = new ArrayList<>(2);
  private @Nullable Worker worker;
  private volatile boolean over;
  private volatile boolean gone;

  LogReading(Workers workers, LogsRequest request, ServerCallStreamObserver<LogsReply> caller) {
    this.workers = workers;
    this.request = request;
    this.caller = caller;
  }

  void open() {
    caller.setOnCancelHandler(this::leave);
    caller.setOnReadyHandler(pulse::beat);
    var _ =
        workers
            .with(request.getWorkerId(), this::begin)
            .whenComplete(
                (logs, failure) -> {
                  if (failure != null) {
                    caller.onError(WorkersService.status(failure).asRuntimeException());
                  } else {
                    Thread.ofVirtual().name("logs").start(() -> read(logs));
                  }
                });
  }

  private LogFiles begin(Worker found) {
    worker = found;
    over = found.isOver();
    if (request.getFollow() && !over) {
      found.watchers.add(this);
      found.output.add(this);
    }
    return workers.messages().launcher().logs(found.id);
  }

  private void leave() {
    gone = true;
    pulse.beat();
    workers.run(
        () -> {
          if (worker != null) {
            worker.watchers.remove(this);
            worker.output.remove(this);
          }
        });
  }

  private void read(LogFiles logs) {
    try {
      LogStream stream = request.getStream();
      if (stream != LogStream.STDERR) {
        tails.add(new LogTail(logs.out(), LogStream.STDOUT));
      }
      if (stream != LogStream.STDOUT) {
        tails.add(new LogTail(logs.err(), LogStream.STDERR));
      }
      for (LogTail tail : tails) {
        tail.begin(request.getTailLines());
      }
      sendAll();
      if (request.getFollow()) {
        follow();
      }
      if (!gone) {
        caller.onCompleted();
      }
    } catch (IOException e) {
      caller.onError(
          Status.UNAVAILABLE
              .withDescription("a log cannot be read: " + e.getMessage())
              .asRuntimeException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tails.forEach(LogTail::close);
      leave();
    }
  }

  private void follow() throws IOException, InterruptedException {
    boolean last = false;
    while (!gone && !last) {
      last = over;
      long beat = pulse.count();
      boolean more = sendAll();
      if (last) {
        // The last of it may be on its way to the disk.
        while (pulse.await(beat, DISK_TAKES) || sendAll()) {
          beat = pulse.count();
        }
      } else if (!more) {
        pulse.await(beat);
        // It is told of before it is written.
        beat = pulse.count();
        if (!sendAll() && !over) {
          var _ = pulse.await(beat, DISK_TAKES);
        }
      }
    }
  }

  /// @return whether there was anything
  private boolean sendAll() throws IOException, InterruptedException {
    boolean any = false;
    for (LogTail tail : tails) {
      for (byte[] piece = tail.next(); piece.length > 0 && !gone; piece = tail.next()) {
        any = true;
        awaitRoom();
        caller.onNext(
            LogsReply.newBuilder()
                .setStream(tail.stream())
                .setData(ByteString.copyFrom(piece))
                .build());
      }
    }
    return any;
  }

  private void awaitRoom() throws InterruptedException {
    long beat = pulse.count();
    while (!caller.isReady() && !gone) {
      pulse.await(beat);
      beat = pulse.count();
    }
  }

  @Override
  public void take(Stream stream, byte[] bytes, int length) {
    pulse.beat();
  }

  @Override
  public void changed(WorkerInfo info) {
    if (EndWatcher.isFinal(info.getState())) {
      over = true;
      pulse.beat();
    }
  }

  @Override
  public void progress(String text) {}

  @Override
  public void moved(Spillback to) {
    over = true;
    pulse.beat();
  }
}
