package io.nodectl.gcs;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.ReportDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The program's `run` on a thread of this JVM, with this object as its parent.
final class ProgramUnderTest implements AutoCloseable {

  private static final long HANG_S = 30;

  private final PipedOutputStream orders = new PipedOutputStream();
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  private ProgramUnderTest() {}

  static ProgramUnderTest run(List<String> args) throws IOException {
    ProgramUnderTest program = new ProgramUnderTest();
    Parent parent = Parent.over(new Ear(program.reports), new PipedInputStream(program.orders));
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                program.exit.complete(GcsServerMain.run(parent, args));
              } catch (InterruptedException | RuntimeException e) {
                program.exit.completeExceptionally(e);
              }
            });
    return program;
  }

  Report nextReport() throws InterruptedException {
    Report report = reports.poll(HANG_S, TimeUnit.SECONDS);
    if (report == null) {
      throw new AssertionError("no report within " + HANG_S + " s");
    }
    return report;
  }

  void order(Order order) throws IOException {
    orders.write(Records.encode(order));
    orders.flush();
  }

  void parentVanishes() throws IOException {
    orders.close();
  }

  int exitCode() {
    return exit.copy().orTimeout(HANG_S, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws IOException {
    parentVanishes();
    var _ = exitCode();
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
    public void write(byte[] bytes, int offset, int length) {
      for (Decoded decoded : decoder.feed(bytes, offset, length)) {
        if (decoded instanceof Decoded.Reported(Report report)) {
          reports.add(report);
        }
      }
    }
  }
}
