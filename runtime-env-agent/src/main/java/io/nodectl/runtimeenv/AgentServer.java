package io.nodectl.runtimeenv;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.nodectl.rpc.BindFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP server, a virtual thread per request.
final class AgentServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ExecutorService requests;

  private AgentServer(HttpServer server, ExecutorService requests) {
    this.server = server;
    this.requests = requests;
  }

  /// Listens and answers from now on.
  ///
  /// @param at port 0 takes any free one
  /// @throws BindFailed if it cannot listen there
  static AgentServer start(InetSocketAddress at, HttpHandler handler) throws BindFailed {
    // Settings of the JDK's module jdk.httpserver. Without them a small answer waits 40 ms for the
    // other side's delayed ACK, and a request that never ends keeps its connection for ever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    HttpServer server = listen(at);
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(requests);
    server.createContext("/", handler);
    server.start();
    return new AgentServer(server, requests);
  }

  private static HttpServer listen(InetSocketAddress at) throws BindFailed {
    try {
      return HttpServer.create(at, BACKLOG);
    } catch (IOException e) {
      throw BindFailed.of(at, e);
    }
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  /// Takes no more requests and returns when those that run are answered.
  ///
  /// @param grace how long that may take; whole seconds count
  void stop(Duration grace) {
    server.stop((int) Math.min(grace.toSeconds(), Integer.MAX_VALUE));
    requests.shutdownNow();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
