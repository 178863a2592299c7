package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerFailure;
import org.junit.jupiter.api.Test;

class WorkerTextTest {
  @Test
  void a_failure_is_told_with_its_kind() {
    assertEquals("cannot-start: no such file", exit(FailureCode.CANNOT_START, "no such file"));
  }

  @Test
  void a_failure_whose_message_is_its_kind_is_told_once() {
    assertEquals("raylet died", exit(FailureCode.RAYLET_DIED, "raylet died"));
  }

  private static String exit(FailureCode code, String message) {
    return WorkerText.exit(
        WorkerExit.newBuilder()
            .setFailure(WorkerFailure.newBuilder().setCode(code).setMessage(message))
            .build());
  }
}
