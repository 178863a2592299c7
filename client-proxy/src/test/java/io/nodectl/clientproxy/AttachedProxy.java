package io.nodectl.clientproxy;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.ReportDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A client proxy in this JVM, and the parent that it is attached to.
record AttachedProxy(
    PipedOutputStream orders, BlockingQueue<Report> reports, FutureTask<Integer> exit)
    implements AutoCloseable {

  private static final Duration HANGS = Duration.ofSeconds(30);

  static AttachedProxy start(String... args) throws IOException {
    var orders = new PipedOutputStream();
    var reports = new LinkedBlockingQueue<Report>();
    Parent parent = Parent.over(into(reports), new PipedInputStream(orders, 1 << 16));
    var exit = new FutureTask<>(() -> ClientProxyMain.run(parent, List.of(args)));
    Thread.ofPlatform().daemon().name("client-proxy").start(exit);
    return new AttachedProxy(orders, reports, exit);
  }

  private static OutputStream into(BlockingQueue<Report> reports) {
    var decoder = new ReportDecoder();
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public synchronized void write(byte[] bytes, int from, int length) {
        for (Decoded decoded : decoder.feed(bytes, from, length)) {
          if (decoded instanceof Decoded.Reported(Report report)) {
            reports.add(report);
          }
        }
      }
    };
  }

  AttachedProxy withoutAuthentication() throws IOException {
    return order(new Order.Config(Map.of("auth.mode", "disabled")));
  }

  AttachedProxy wireGcs(Endpoint at, int generation) throws IOException {
    return order(new Order.Wire("gcs-server", generation, Ports.of("gcs", at)));
  }

  AttachedProxy wireAgent(int port, int generation) throws IOException {
    Ports ports = Ports.of("http", new Endpoint("127.0.0.1", port));
    return order(new Order.Wire("runtime-env-agent", generation, ports));
  }

  AttachedProxy order(Order order) throws IOException {
    orders.write(Records.encode(order));
    orders.flush();
    return this;
  }

  /// The next report of this kind, waited for; others before it are passed over.
  <T extends Report> T next(Class<T> kind) throws InterruptedException {
    while (true) {
      Report report =
          Optional.ofNullable(reports.poll(HANGS.toSeconds(), TimeUnit.SECONDS)).orElseThrow();
      if (kind.isInstance(report)) {
        return kind.cast(report);
      }
    }
  }

  /// Where clients connect to.
  Endpoint address() throws InterruptedException {
    return next(Report.Bound.class).ports().endpoint("client").orElseThrow();
  }

  /// Waits for a status that begins so; others before it are passed over.
  void awaitStatus(String beginning) throws InterruptedException {
    while (!next(Report.Status.class).text().startsWith(beginning)) {
      // Statuses on the way to it.
    }
  }

  /// Wires it to this gcs and some agent, and waits until it is ready.
  Endpoint readyWith(SmallGcs gcs) throws IOException, InterruptedException {
    withoutAuthentication().wireGcs(gcs.address(), 1).wireAgent(5001, 1);
    Endpoint at = address();
    next(Report.Ready.class);
    return at;
  }

  int exitCode() throws InterruptedException, ExecutionException, TimeoutException {
    return exit.get(HANGS.toSeconds(), TimeUnit.SECONDS);
  }

  int stop() throws IOException, InterruptedException, ExecutionException, TimeoutException {
    order(new Order.Stop(Duration.ofSeconds(10)));
    return exitCode();
  }

  /// Leaves nothing behind, whatever the test did before.
  @Override
  public void close() throws IOException {
    orders.close();
    try {
      exitCode();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the client proxy did not end", e);
    }
  }
}
