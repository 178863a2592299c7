package io.nodectl.distribution;

import io.nodectl.handshake.Decoded;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.Program;
import io.nodectl.handshake.Records;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.ReportDecoder;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Pipe;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A program that runs on a thread of this JVM, with the two pipes that it would have as a process.
final class PipedProgram {
  private static final Duration END_WITHIN = Duration.ofSeconds(20);

  private final String name;
  private final Pipe reports;
  private final Pipe orders;
  private final FutureTask<Integer> run;
  private final ReportDecoder decoder = new ReportDecoder();
  private final Queue<Decoded> decoded = new ArrayDeque<>();

  private PipedProgram(String name, Pipe reports, Pipe orders, FutureTask<Integer> run) {
    this.name = name;
    this.reports = reports;
    this.orders = orders;
    this.run = run;
  }

  /// What runs, with its ends of the two pipes.
  interface Body {
    /// Runs to the end.
    ///
    /// @param reports stays open until this returns
    /// @return the exit code
    int run(Fd reports, InputStream orders) throws Exception;

    /// A component's program.
    static Body of(Program program, List<String> args) {
      return (reports, orders) -> {
        try (OutputStream toParent = new FileOutputStream("/dev/fd/" + reports.number())) {
          return program.run(Parent.over(toParent, orders), args);
        }
      };
    }
  }

  static PipedProgram start(String name, Body body) throws IOException {
    Pipe reports = Pipe.open();
    Pipe orders = Pipe.open();
    InputStream fromParent = new FileInputStream("/dev/fd/" + orders.readEnd().number());
    orders.readEnd().close();
    FutureTask<Integer> run =
        new FutureTask<>(
            () -> {
              // Closed when the program ends, as a process would: that is how the reader sees it.
              try (Fd toParent = reports.writeEnd();
                  fromParent) {
                return body.run(toParent, fromParent);
              }
            });
    Thread.ofPlatform().name(name).start(run);
    return new PipedProgram(name, reports, orders, run);
  }

  Ports awaitBound() {
    while (true) {
      if (next() instanceof Report.Bound bound) {
        return bound.ports();
      }
    }
  }

  void awaitReady() {
    while (true) {
      if (next() instanceof Report.Ready) {
        return;
      }
    }
  }

  void tell(Order order) {
    byte[] record = Records.encode(order);
    Fd standardInput = orders.writeEnd();
    if (standardInput.write(record, 0, record.length) != record.length) {
      throw new IllegalStateException(name + " does not read its orders");
    }
  }

  /// Has it let in those who have that token, and nobody else.
  void admit(String token) {
    tell(new Order.Config(Map.of("auth.mode", "token", "auth.token", token)));
  }

  void stop() throws InterruptedException {
    tell(new Order.Stop(END_WITHIN));
    awaitEnd();
  }

  void awaitEnd() throws InterruptedException {
    try {
      int code = run.get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (code != 0) {
        throw new IllegalStateException(name + " ended with exit code " + code);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " did not end well", e);
    } finally {
      reports.readEnd().close();
      orders.writeEnd().close();
    }
  }

  /// The next report; FAIL and the end of the pipe are exceptions.
  private Report next() {
    byte[] buffer = new byte[Records.MAX_BYTES];
    while (decoded.isEmpty()) {
      int got = reports.readEnd().read(buffer);
      if (got < 0) {
        throw new IllegalStateException(name + " ended before it was ready", failure());
      }
      decoded.addAll(decoder.feed(buffer, 0, got));
    }
    return switch (decoded.remove()) {
      case Decoded.Reported(Report.Fail fail) ->
          throw new IllegalStateException(name + " failed: " + fail.message());
      case Decoded.Reported(Report report) -> report;
      case Decoded.Malformed malformed -> throw new IllegalStateException(name + ": " + malformed);
      case Decoded.OtherVersion other ->
          throw new IllegalStateException(name + ": " + other.message());
    };
  }

  private @Nullable Throwable failure() {
    try {
      run.get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }
}
