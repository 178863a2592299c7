package io.nodectl.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nodectl.rpc.LightGet;
import io.nodectl.spawn.ProcessUsage;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the node's metrics to Prometheus, on this host only, once the node is ready; those of its
/// components that serve some themselves follow. Nothing of it is loaded before, nor on the
/// supervisor's thread.
public final class MetricsServer implements StepListener, AutoCloseable {
  /// The port's name among those of a {@link NodeSpec}.
  public static final String PORT = "metrics-port";

  /// Instead of a number: there is to be no such port.
  public static final int NONE = -1;

  private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);
  private static final String PATH = "/metrics";

  /// The port of a component that serves metrics too.
  private static final String OF_COMPONENT = "metrics";

  private static final Duration COMPONENT_ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final int BACKLOG = 16;

  private final NodeFeed feed;
  private final int wish;
  private final Tallies tallies = new Tallies();
  private boolean begun;
  private boolean closed;
  private @Nullable HttpServer server;

  /// The server of that node, which is not open yet; any port will do unless one was chosen.
  MetricsServer(NodeFeed feed, NodeSpec spec) {
    this.feed = feed;
    this.wish = wish(spec);
  }

  /// The port that it is to have: 0 for any, {@link #NONE} for none.
  static int wish(NodeSpec spec) {
    return spec.ports().getOrDefault(PORT, 0);
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    tallies.count(event, now.nanos());
    if (!begun && wish != NONE && step.state().phase() == NodePhase.READY) {
      begun = true;
      Thread.ofPlatform().daemon().name("metrics").start(this::open);
    }
  }

  private synchronized void open() {
    if (closed) {
      return;
    }
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      HttpServer opened = HttpServer.create(new InetSocketAddress(loopback, wish), BACKLOG);
      opened.setExecutor(threads);
      opened.createContext(PATH, this::answer);
      opened.start();
      server = opened;
      feed.servesMetricsOn(opened.getAddress().getPort());
    } catch (IOException e) {
      log.warn("there are no metrics: port {} cannot be had: {}", wish, e.getMessage());
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      byte[] text = text();
      exchange.getResponseHeaders().set("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE);
      exchange.sendResponseHeaders(OK, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(
            text,
            new NodeMetrics(ProcessUsage::of)
                .of(feed.current(), tallies, ProcessHandle.current().pid()));
    for (ComponentState component : feed.current().components().values()) {
      component
          .ports()
          .endpoint(OF_COMPONENT)
          .filter(_ -> component.isBound())
          .flatMap(at -> LightGet.text(at.host(), at.port(), PATH, COMPONENT_ANSWERS_WITHIN))
          .ifPresent(more -> text.writeBytes(more.getBytes(UTF_8)));
    }
    return text.toByteArray();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.stop(0);
    }
  }
}
