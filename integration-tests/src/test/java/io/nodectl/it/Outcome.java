package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command left behind.
///
/// @param code its exit code; 128 + number when a signal ended it
record Outcome(List<String> command, int code, String stdout, String stderr, Duration took) {
  Outcome {
    command = List.copyOf(command);
  }

  /// Fails the test unless it ended this way.
  Outcome expect(ExitCode expected) {
    assertEquals(expected.number(), code, this::toString);
    return this;
  }

  /// Fails the test unless it went well.
  Outcome done() {
    return expect(ExitCode.DONE);
  }

  /// Its standard output, all of which must be one JSON value.
  JsonNode json() {
    assertTrue(!stdout.isBlank(), () -> "nothing on standard output of " + this);
    return JsonMapper.shared().readTree(stdout);
  }

  /// The object that every failed command prints with `--format json`.
  JsonNode error() {
    JsonNode error = json().path("error");
    assertTrue(error.isObject(), this::toString);
    return error;
  }

  /// Fails the test unless the error object has this code, and its message each of the words.
  Outcome expectError(ExitCode expected, String... words) {
    expect(expected);
    assertEquals(expected.code(), error().path("code").asString(), this::toString);
    for (String word : words) {
      assertTrue(error().path("message").asString().contains(word), () -> word + " in " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return "%s%nended with %d after %d ms%nstdout:%n%s%nstderr:%n%s"
        .formatted(String.join(" ", command), code, took.toMillis(), stdout, stderr);
  }
}
