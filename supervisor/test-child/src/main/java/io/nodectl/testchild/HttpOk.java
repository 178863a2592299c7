package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;

/// Answers every request with 200, one connection after the other.
final class HttpOk implements Runnable {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n".getBytes(US_ASCII);

  private final ServerSocket server;

  HttpOk(ServerSocket server) {
    this.server = server;
  }

  @Override
  public void run() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        answer(client);
      } catch (IOException e) {
        System.err.println("test-child: http: " + e.getMessage());
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    client.getOutputStream().write(OK);
  }
}
