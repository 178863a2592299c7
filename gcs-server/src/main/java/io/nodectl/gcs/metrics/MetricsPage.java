package io.nodectl.gcs.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodectl.rpc.BindFailed;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the metrics to Prometheus.
///
/// By hand: the JDK's HTTP server takes 15 ms of a start and 2 MB, and there is only one page. The
/// socket is opened at once, so that its number can be told; nobody is answered, and nothing else
/// is loaded, before [#serve].
public final class MetricsPage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);

  private static final int BACKLOG = 16;
  private static final Duration CALLER_IS_DONE_WITHIN = Duration.ofSeconds(2);
  private static final int LONGEST_REQUEST = 16 << 10;
  private static final String WANTED = "GET /metrics ";

  private final ServerSocket socket;

  private MetricsPage(ServerSocket socket) {
    this.socket = socket;
  }

  /// Listens.
  ///
  /// @param address port 0 takes any free one
  /// @throws BindFailed if the address cannot be had
  public static MetricsPage on(InetSocketAddress address) throws BindFailed {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(address, BACKLOG);
        return new MetricsPage(socket);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw BindFailed.of(address, e);
    }
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /// Answers from now on, one caller after the other.
  public void serve(GcsMetrics metrics) {
    Thread.ofPlatform().daemon().name("metrics").start(() -> answerAll(metrics));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("the port of the metrics cannot be closed: {}", e.getMessage());
    }
  }

  private void answerAll(GcsMetrics metrics) {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        answer(caller, metrics);
      } catch (IOException e) {
        // A caller who left, or the end of the page: nobody is there to be told.
        LOG.debug("a request for metrics was not answered", e);
      }
    }
  }

  private static void answer(Socket caller, GcsMetrics metrics) throws IOException {
    caller.setSoTimeout((int) CALLER_IS_DONE_WITHIN.toMillis());
    boolean wanted = request(caller.getInputStream()).startsWith(WANTED);
    var text = new ByteArrayOutputStream();
    if (wanted) {
      PrometheusTextFormatWriter.create().write(text, metrics.now());
    }
    OutputStream out = new BufferedOutputStream(caller.getOutputStream());
    out.write(head(wanted ? "200 OK" : "404 Not Found", text.size()).getBytes(US_ASCII));
    text.writeTo(out);
    out.flush();
  }

  private static String head(String status, int length) {
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        .formatted(status, PrometheusTextFormatWriter.CONTENT_TYPE, length);
  }

  /// A request up to the empty line at its end.
  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      byte[] some = new byte[1024];
      int read = in.read(some);
      if (read < 0 || text.length() > LONGEST_REQUEST) {
        throw new IOException("this is no request");
      }
      text.append(new String(some, 0, read, US_ASCII));
    }
    return text.toString();
  }
}
