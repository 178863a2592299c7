package io.nodectl.runtimeenv;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.ReportDecoder;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// A whole agent in this JVM, at the other end of two pipes.
final class AgentUnderTest implements AutoCloseable {
  private final PipedOutputStream orders = new PipedOutputStream();
  private final PipedInputStream reports = new PipedInputStream(64 * 1024);
  private final ReportDecoder decoder = new ReportDecoder();
  private final Queue<Decoded> heard = new ArrayDeque<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;
  private final HttpClient http = HttpClient.newHttpClient();

  private AgentUnderTest(String... args) throws IOException {
    Parent parent = Parent.over(new PipedOutputStream(reports), new PipedInputStream(orders));
    thread = Thread.ofPlatform().daemon().name("agent").unstarted(() -> run(parent, List.of(args)));
  }

  static AgentUnderTest start(String... args) throws IOException {
    AgentUnderTest agent = new AgentUnderTest(args);
    agent.thread.start();
    return agent;
  }

  private void run(Parent parent, List<String> args) {
    try {
      exit.complete(RuntimeEnvAgentMain.run(parent, args));
    } catch (InterruptedException | RuntimeException e) {
      exit.completeExceptionally(e);
    }
  }

  void order(Order order) throws IOException {
    orders.write(Records.encode(order));
    orders.flush();
  }

  /// Waits for the next report.
  Report report() throws IOException {
    byte[] buffer = new byte[4096];
    while (heard.isEmpty()) {
      int length = reports.read(buffer);
      if (length < 0) {
        throw new IOException("the agent ended without a report");
      }
      heard.addAll(decoder.feed(buffer, 0, length));
    }
    return switch (heard.remove()) {
      case Decoded.Reported reported -> reported.report();
      case Decoded.Malformed malformed -> throw new IOException(malformed.toString());
      case Decoded.OtherVersion other -> throw new IOException(other.message());
    };
  }

  int exitCode() {
    return exit.join();
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
    orders.close();
    exit.join();
    http.close();
  }
}
