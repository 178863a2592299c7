package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of what is said to an attached caller.
class AttachRepliesTest {
  private final List<String> said = new ArrayList<>();
  private final AttachReplies replies =
      new AttachReplies(
          new StreamObserver<>() {
            @Override
            public void onNext(AttachReply reply) {
              said.add(reply.getProgress());
            }

            @Override
            public void onError(Throwable failure) {
              said.add(Status.fromThrowable(failure).getCode().name());
            }

            @Override
            public void onCompleted() {
              said.add("over");
            }
          });

  @Test
  void the_first_answer_comes_first_even_if_all_is_over_by_then() {
    replies.send(progress("exit"));
    replies.end();
    replies.begin(progress("launched"));
    replies.send(progress("too late"));
    assertEquals(List.of("launched", "exit", "over"), said);
  }

  @Test
  void what_fails_needs_no_first_answer() {
    replies.fail(Status.NOT_FOUND);
    replies.end();
    replies.begin(progress("launched"));
    assertEquals(List.of("NOT_FOUND"), said);
  }

  @Test
  void it_ends_once() {
    replies.begin(progress("launched"));
    replies.end();
    replies.end();
    assertEquals(List.of("launched", "over"), said);
  }

  private static AttachReply progress(String text) {
    return AttachReply.newBuilder().setProgress(text).build();
  }
}
