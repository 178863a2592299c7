package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.LogStream;
import io.nodectl.messages.raylet.Spillback;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.process.ManagedChild;
import io.nodectl.process.OutputTap;
import io.nodectl.spawn.Signal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A caller who is attached to one worker. What he says comes on the connection's thread, from an
/// {@link AttachedCaller}, what the worker prints on that of the children, what becomes of it on
/// that of the workers; the lock of {@link AttachReplies} puts it in one order.
final class Attachment implements OutputTap, Watcher {
  private final Workers workers;
  private final ServerCallStreamObserver<AttachReply> caller;
  private final AttachReplies replies;
  private final AttachInput input;

  /// Whether the worker ends with this caller. For the workers' thread.
  private boolean owns;

  private @Nullable Worker worker;
  private volatile boolean gone;

  Attachment(Workers workers, ServerCallStreamObserver<AttachReply> caller) {
    this.workers = workers;
    this.caller = caller;
    this.replies = new AttachReplies(caller);
    this.input = new AttachInput(replies, caller);
  }

  /// How it can go on once the caller takes more.
  void resume() {
    withChild(ManagedChild::resumeOutput);
  }

  /// The caller has broken the rules.
  void refuse(String why) {
    replies.fail(Status.INVALID_ARGUMENT.withDescription(why));
    vanished();
  }

  /// Has a program launched, to which he is attached from its first moment.
  void launch(LaunchRequest request) {
    var _ =
        workers
            .launch(request, true, this::took)
            .whenComplete(
                (reply, failure) -> {
                  if (failure != null) {
                    replies.fail(WorkersService.status(failure));
                  } else {
                    launched(reply);
                  }
                });
  }

  /// A worker is there, and nothing has happened to it yet.
  private void took(Worker taken) {
    owns = true;
    worker = taken;
    taken.watchers.add(this);
    taken.output.add(this);
    if (gone) {
      leave(taken);
    }
  }

  private void launched(LaunchReply reply) {
    replies.begin(AttachReply.newBuilder().setLaunched(reply).build());
    switch (reply.getAnswerCase()) {
      case STARTED -> {
        // One that was there already is only looked at.
        if (worker == null) {
          var _ =
              workers.with(
                  reply.getStarted().getWorkerId(),
                  found -> {
                    follow(found, reply.getStarted());
                    return found;
                  });
        }
      }
      case WAITING -> {}
      case SPILLBACK, REFUSED, ANSWER_NOT_SET -> replies.end();
    }
  }

  /// Attaches him to a worker that is there.
  ///
  /// @param name the worker's id, or the beginning of it
  void look(String name) {
    var _ =
        workers
            .with(
                name,
                found -> {
                  WorkerInfo info = workers.messages().info(found);
                  replies.begin(AttachReply.newBuilder().setWorker(info).build());
                  follow(found, info);
                  return found;
                })
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    replies.fail(WorkersService.status(failure));
                  }
                });
  }

  private void follow(Worker found, WorkerInfo info) {
    worker = found;
    if (found.isOver()) {
      changed(info);
    } else {
      found.watchers.add(this);
      found.output.add(this);
    }
  }

  void give(ByteString bytes) {
    workers.run(() -> input.give(bytes));
  }

  /// The caller has nothing more to say, and listens on.
  void endInput() {
    workers.run(input::end);
  }

  void signal(int number) {
    Signal.of(number)
        .ifPresentOrElse(
            signal ->
                withWorker(
                    attached -> {
                      if (attached.program != null) {
                        attached.program.child().signal(signal);
                      } else if (owns) {
                        workers.stop(
                            attached,
                            Stops.wish(attached, FailureCode.STOPPED, Stops.Manner.TERMINATE));
                      }
                    }),
            () -> refuse("no signal that a program can be sent has the number " + number));
  }

  /// The caller's own output is closed: what the program prints goes nowhere.
  void closed(LogStream stream) {
    withChild(
        child -> {
          if (stream != LogStream.STDERR) {
            child.closeOutput(Stream.OUT);
          }
          if (stream != LogStream.STDOUT) {
            child.closeOutput(Stream.ERR);
          }
        });
  }

  private void withWorker(Consumer<Worker> task) {
    workers.run(
        () -> {
          if (worker != null && !worker.isOver()) {
            task.accept(worker);
          }
        });
  }

  private void withChild(Consumer<ManagedChild> task) {
    withWorker(
        attached -> {
          if (attached.program != null) {
            task.accept(attached.program.child());
          }
        });
  }

  /// The caller is gone.
  void vanished() {
    gone = true;
    workers.run(
        () -> {
          if (worker != null) {
            leave(worker);
          }
        });
  }

  /// Nobody listens here any more: a worker that was held for that goes on, or ends.
  private void leave(Worker left) {
    left.watchers.remove(this);
    left.output.remove(this);
    if (left.isOver()) {
      return;
    }
    if (left.program != null) {
      left.program.child().resumeOutput();
    }
    if (owns) {
      workers.stop(left, Stops.wish(left, FailureCode.CALLER_GONE, Stops.Manner.HANG_UP));
    }
  }

  // What the worker does

  @Override
  public void take(Stream stream, byte[] bytes, int length) {
    ByteString copy = ByteString.copyFrom(bytes, 0, length);
    replies.send(
        (stream == Stream.OUT
                ? AttachReply.newBuilder().setStdout(copy)
                : AttachReply.newBuilder().setStderr(copy))
            .build());
  }

  @Override
  public boolean wantsMore() {
    return gone || caller.isReady();
  }

  @Override
  public void changed(WorkerInfo info) {
    if (owns && worker != null && worker.program != null) {
      input.flowsInto(worker.program.child());
    }
    if (EndWatcher.isFinal(info.getState())) {
      replies.send(AttachReply.newBuilder().setExit(info.getExit()).build());
      replies.end();
    } else {
      replies.send(AttachReply.newBuilder().setWorker(info).build());
    }
  }

  @Override
  public void progress(String text) {
    replies.send(AttachReply.newBuilder().setProgress(text).build());
  }

  @Override
  public void moved(Spillback to) {
    replies.send(AttachReply.newBuilder().setMoved(to).build());
    replies.end();
  }
}
