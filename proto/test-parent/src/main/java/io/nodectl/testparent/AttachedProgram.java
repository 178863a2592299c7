package io.nodectl.testparent;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Program;
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

/// A program on a thread of this JVM, and the parent that it is attached to.
public final class AttachedProgram implements AutoCloseable {

  private static final Duration HANGS = Duration.ofSeconds(30);
  private static final int PIPE_BYTES = 1 << 16;

  private final PipedOutputStream orders;
  private final BlockingQueue<Report> reports;
  private final FutureTask<Integer> exit;

  private AttachedProgram(
      PipedOutputStream orders, BlockingQueue<Report> reports, FutureTask<Integer> exit) {
    this.orders = orders;
    this.reports = reports;
    this.exit = exit;
  }

  /// Runs a program with these arguments.
  public static AttachedProgram start(Program program, String... args) throws IOException {
    var orders = new PipedOutputStream();
    var reports = new LinkedBlockingQueue<Report>();
    Parent parent = Parent.over(new Ear(reports), new PipedInputStream(orders, PIPE_BYTES));
    var exit = new FutureTask<>(() -> program.run(parent, List.of(args)));
    Thread.ofPlatform().daemon().name("attached").start(exit);
    return new AttachedProgram(orders, reports, exit);
  }

  public AttachedProgram withoutAuthentication() throws IOException {
    return order(new Order.Config(Map.of("auth.mode", "disabled")));
  }

  public AttachedProgram wireGcs(Endpoint at, int generation) throws IOException {
    return order(new Order.Wire("gcs-server", generation, Ports.of("gcs", at)));
  }

  public AttachedProgram wireAgent(int port, int generation) throws IOException {
    Ports ports = Ports.of("http", new Endpoint("127.0.0.1", port));
    return order(new Order.Wire("runtime-env-agent", generation, ports));
  }

  public AttachedProgram order(Order order) throws IOException {
    orders.write(Records.encode(order));
    orders.flush();
    return this;
  }

  /// The next report, waited for.
  public Report next() throws InterruptedException {
    return Optional.ofNullable(reports.poll(HANGS.toSeconds(), TimeUnit.SECONDS)).orElseThrow();
  }

  /// The next report of this kind, waited for; others before it are passed over.
  public <T extends Report> T next(Class<T> kind) throws InterruptedException {
    Report report = next();
    while (!kind.isInstance(report)) {
      report = next();
    }
    return kind.cast(report);
  }

  /// Where it listens, once it says so.
  public Endpoint port(String name) throws InterruptedException {
    return next(Report.Bound.class).ports().endpoint(name).orElseThrow();
  }

  /// Waits for a status that begins so; others before it are passed over.
  public void awaitStatus(String beginning) throws InterruptedException {
    while (!next(Report.Status.class).text().startsWith(beginning)) {
      // Statuses on the way to it.
    }
  }

  /// Leaves the program without its parent.
  public void orphan() throws IOException {
    orders.close();
  }

  /// Waits for its end.
  public int exitCode() throws InterruptedException, ExecutionException, TimeoutException {
    return exit.get(HANGS.toSeconds(), TimeUnit.SECONDS);
  }

  /// Tells it to end, and waits for that.
  public int stop() throws IOException, InterruptedException, ExecutionException, TimeoutException {
    return order(new Order.Stop(Duration.ofSeconds(10))).exitCode();
  }

  /// Leaves nothing behind, whatever the test did before.
  @Override
  public void close() throws IOException {
    orphan();
    try {
      exitCode();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the program did not end", e);
    }
  }

  /// Hears what the program reports.
  private static final class Ear extends OutputStream {

    private final ReportDecoder decoder = new ReportDecoder();
    private final BlockingQueue<Report> reports;

    Ear(BlockingQueue<Report> reports) {
      this.reports = reports;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      for (Decoded decoded : decoder.feed(bytes, from, length)) {
        if (decoded instanceof Decoded.Reported(Report report)) {
          reports.add(report);
        }
      }
    }
  }
}
