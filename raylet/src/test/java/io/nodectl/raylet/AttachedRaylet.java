package io.nodectl.raylet;

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

/// A raylet in this JVM, and the parent that it is attached to.
record AttachedRaylet(
    PipedOutputStream orders, BlockingQueue<Report> reports, FutureTask<Integer> exit)
    implements AutoCloseable {

  private static final Duration HANGS = Duration.ofSeconds(30);

  static AttachedRaylet start(String... args) throws IOException {
    var orders = new PipedOutputStream();
    var reports = new LinkedBlockingQueue<Report>();
    Parent parent = Parent.over(into(reports), new PipedInputStream(orders, 1 << 16));
    var exit = new FutureTask<>(() -> RayletMain.run(parent, List.of(args)));
    Thread.ofPlatform().daemon().name("raylet").start(exit);
    return new AttachedRaylet(orders, reports, exit);
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

  AttachedRaylet withoutAuthentication() throws IOException {
    return order(new Order.Config(Map.of("auth.mode", "disabled")));
  }

  AttachedRaylet wireGcs(Endpoint at, int generation) throws IOException {
    return order(new Order.Wire("gcs-server", generation, Ports.of("gcs", at)));
  }

  AttachedRaylet wireAgent(int port, int generation) throws IOException {
    Ports ports = Ports.of("http", new Endpoint("127.0.0.1", port));
    return order(new Order.Wire("runtime-env-agent", generation, ports));
  }

  AttachedRaylet order(Order order) throws IOException {
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

  Endpoint port(String name) throws InterruptedException {
    return next(Report.Bound.class).ports().endpoint(name).orElseThrow();
  }

  /// Waits for a status that begins so; others before it are passed over.
  void awaitStatus(String beginning) throws InterruptedException {
    while (!next(Report.Status.class).text().startsWith(beginning)) {
      // Statuses on the way to it.
    }
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
      throw new IllegalStateException("the raylet did not end", e);
    }
  }
}
