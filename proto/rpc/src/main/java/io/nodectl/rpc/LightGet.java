package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Fetches a short page, over a connection of its own; for a process that speaks no HTTP otherwise
/// (see [LightProbe] for what a client of the JDK's costs).
public final class LightGet {

  private static final int LONGEST = 16 << 20;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private LightGet() {}

  /// `GET` of HTTP/1.1. Blocks until the answer or the deadline.
  ///
  /// @param path begins with a slash
  /// @return the page; empty if there is none, or no answer
  public static Optional<String> text(String host, int port, String path, Duration deadline) {
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close" + END_OF_HEAD;
    try (TimedSocket socket = TimedSocket.connect(host, port, deadline)) {
      socket.write(request.getBytes(US_ASCII));
      String answer = new String(socket.readAll(LONGEST), UTF_8);
      int head = answer.indexOf(END_OF_HEAD);
      return head > 0 && answer.startsWith("HTTP/1.1 200 ")
          ? Optional.of(answer.substring(head + END_OF_HEAD.length()))
          : Optional.empty();
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }
}
