package io.nodectl.gcs.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  @Test
  void a_node_that_cannot_be_reached_is_told_of_in_one_line_with_the_cause() {
    Throwable failure =
        Status.UNAVAILABLE
            .withDescription("io exception\nChannel Pipeline: []")
            .withCause(
                new IOException(
                    "annotated", new ConnectException("Connection refused: /127.0.0.1:9")))
            .asRuntimeException();
    String expected =
        "UNAVAILABLE: io exception Channel Pipeline: [] (Connection refused: /127.0.0.1:9)";
    assertEquals(expected, Shutdown.reason(failure));
    assertEquals(expected, Shutdown.reason(new CompletionException(failure)));
  }

  @Test
  void a_failure_without_words_is_told_of_too() {
    assertEquals(
        "CANCELLED: no reason is known", Shutdown.reason(Status.CANCELLED.asRuntimeException()));
    assertEquals(
        "UNKNOWN: no reason is known (a defect)",
        Shutdown.reason(new IllegalStateException("a defect")));
  }
}
