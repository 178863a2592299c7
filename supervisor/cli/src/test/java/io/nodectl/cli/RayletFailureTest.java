package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RayletFailureTest {
  @Test
  void only_a_call_that_found_nobody_may_be_made_elsewhere() {
    Status refused = Status.UNAVAILABLE.withCause(new IOException(new ConnectException("refused")));
    assertTrue(RayletFailure.isUnheard(refused));
    assertFalse(RayletFailure.isUnheard(Status.UNAVAILABLE.withCause(new IOException("reset"))));
    assertFalse(RayletFailure.isUnheard(Status.INTERNAL.withCause(new ConnectException())));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, NOTHING_THERE",
    "DEADLINE_EXCEEDED, TOO_LATE",
    "UNAUTHENTICATED, REFUSED",
    "UNIMPLEMENTED, REFUSED",
    "NOT_FOUND, NOTHING_THERE",
    "INVALID_ARGUMENT, USAGE",
    "INTERNAL, COMPONENT_FAILED",
  })
  void a_call_that_fails_has_the_exit_code_of_its_cause(Status.Code code, ExitCode expected) {
    Raylet raylet = new Raylet("ab".repeat(28), new Endpoint("127.0.0.1", 1));
    assertEquals(
        expected,
        RayletFailure.of(code.toStatus(), raylet, Duration.ofSeconds(1)).problem().code());
  }
}
