package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.process.ManagedChild;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The standard input of an attached worker on its way. For all threads.
///
/// The caller is told how much was taken. As long as he minds that, his signals never wait behind
/// his input; if he does not, he is held once this much waits.
final class AttachInput {
  private static final int MOST_WAITING = 1 << 20;

  private final AttachReplies replies;
  private final ServerCallStreamObserver<?> caller;
  private final Deque<ByteString> early = new ArrayDeque<>(1);
  private @Nullable ManagedChild child;
  private boolean ended;
  private boolean holds;
  private long waiting;
  private long taken;

  AttachInput(AttachReplies replies, ServerCallStreamObserver<?> caller) {
    this.replies = replies;
    this.caller = caller;
  }

  synchronized void give(ByteString bytes) {
    waiting += bytes.size();
    holds = waiting > MOST_WAITING;
    if (!holds) {
      caller.request(1);
    }
    if (child == null) {
      early.addLast(bytes);
    } else {
      write(child, bytes);
    }
  }

  synchronized void end() {
    ended = true;
    if (child != null) {
      child.endInput();
    }
  }

  /// There is a program that takes it.
  synchronized void flowsInto(ManagedChild program) {
    if (child != null) {
      return;
    }
    child = program;
    while (!early.isEmpty()) {
      write(program, early.removeFirst());
    }
    if (ended) {
      program.endInput();
    }
  }

  private void write(ManagedChild program, ByteString bytes) {
    program.input(bytes.toByteArray(), () -> taken(bytes.size()));
  }

  /// Comes on the thread of the children.
  private synchronized void taken(int count) {
    taken += count;
    waiting -= count;
    replies.send(AttachReply.newBuilder().setStdinTaken(taken).build());
    if (holds && waiting <= MOST_WAITING) {
      holds = false;
      caller.request(1);
    }
  }
}
