package io.nodectl.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.handshake.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/// Asks a runtime env agent for an environment that needs nothing to be built, so that the classes
/// for the first one are in the cache: 0.26 s without, on two cores.
final class AgentQuestion {
  private static final String DOCUMENT = "{\"env_vars\":{\"A\":\"1\"}}";

  /// The first field of Ray's GetOrCreateRuntimeEnvRequest, a text.
  private static final int FIRST_TEXT = 10;

  private AgentQuestion() {}

  static void ask(Endpoint agent, String token) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(FIRST_TEXT);
    message.write(DOCUMENT.length());
    message.writeBytes(DOCUMENT.getBytes(UTF_8));
    String head =
        "POST /get_or_create_runtime_env HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                .formatted(agent, token)
            + "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(message.size());
    try (Socket socket = new Socket(agent.host(), agent.port());
        OutputStream out = socket.getOutputStream()) {
      out.write(head.getBytes(UTF_8));
      out.write(message.toByteArray());
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException("the runtime env agent answered " + answer);
      }
    }
  }
}
