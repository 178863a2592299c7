package io.nodectl.runtimeenv;

import io.nodectl.handshake.Order;
import io.nodectl.handshake.Report;
import io.nodectl.testparent.AttachedProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// A whole agent in this JVM, and a client of it.
record AgentUnderTest(AttachedProgram program, HttpClient http) implements AutoCloseable {
  static AgentUnderTest start(String... args) throws IOException {
    return new AgentUnderTest(
        AttachedProgram.start(RuntimeEnvAgentMain::run, args), HttpClient.newHttpClient());
  }

  void order(Order order) throws IOException {
    program.order(order);
  }

  /// Waits for the next report.
  Report report() throws InterruptedException {
    return program.next();
  }

  int exitCode() throws Exception {
    return program.exitCode();
  }

  HttpResponse<byte[]> post(int port, String path, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofByteArray(body));
    return send(request, headers);
  }

  HttpResponse<byte[]> get(int port, String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)), headers);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    HttpRequest.Builder complete = headers.length == 0 ? request : request.headers(headers);
    return http.send(complete.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() throws IOException {
    program.close();
    http.close();
  }
}
