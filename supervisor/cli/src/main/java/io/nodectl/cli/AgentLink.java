package io.nodectl.cli;

import com.google.protobuf.MessageLite;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Asks the runtime env agent of a node.
///
/// @param limit how long its answer may take
/// @param token sent with each request; empty if it needs none
record AgentLink(Raylet raylet, Duration limit, Optional<AuthToken> token) {
  private static final int OK = 200;

  /// Posts a message, and reads the answer.
  ///
  /// @throws ProblemException if there is no answer, or a refusal
  byte[] post(String path, MessageLite message) throws ProblemException {
    return post(path, message.toByteArray());
  }

  /// Posts a body, and reads the answer.
  ///
  /// @throws ProblemException if there is no answer, or a refusal
  byte[] post(String path, byte[] body) throws ProblemException {
    Endpoint agent =
        raylet
            .agent()
            .orElseThrow(
                () ->
                    Words.problem(
                        ExitCode.NOTHING_THERE, raylet.text() + " tells of no runtime env agent"));
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create("http://" + agent + path).toURL().openConnection();
      call.setConnectTimeout((int) limit.toMillis());
      call.setReadTimeout((int) limit.toMillis());
      call.setRequestMethod("POST");
      call.setDoOutput(true);
      token.ifPresent(known -> call.setRequestProperty("Authorization", "Bearer " + known.value()));
      try (OutputStream out = call.getOutputStream()) {
        out.write(body);
      }
      return answer(call);
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "the runtime env agent of %s (%s) cannot be asked: %s"
              .formatted(raylet.text(), agent, ProblemException.reason(e)));
    }
  }

  private byte[] answer(HttpURLConnection call) throws IOException, ProblemException {
    if (call.getResponseCode() == OK) {
      try (InputStream in = call.getInputStream()) {
        return in.readAllBytes();
      }
    }
    InputStream words = call.getErrorStream();
    throw Words.problem(
        ExitCode.REFUSED,
        "the runtime env agent of %s refuses: %s"
            .formatted(
                raylet.text(),
                words == null
                    ? "HTTP " + call.getResponseCode()
                    : new String(words.readAllBytes(), StandardCharsets.UTF_8).strip()));
  }
}
