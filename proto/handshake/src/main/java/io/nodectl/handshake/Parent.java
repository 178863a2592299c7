package io.nodectl.handshake;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parent of this process, as this process sees it.
///
/// A program that was run by hand has none: it is not attached, its reports go nowhere and nobody
/// orders it about. All methods may be called from any thread. A parent that is gone or does not
/// read never hurts its child.
public final class Parent {
  /// What is left for a text beside the other lines of its record.
  private static final int MAX_TEXT = 3000;

  private final Optional<OutputStream> reports;
  private final Optional<InputStream> orders;
  private final Object lock = new Object();
  private @Nullable OrderListener listener;
  private @Nullable StopReason stop;

  private Parent(Optional<OutputStream> reports, Optional<InputStream> orders) {
    this.reports = reports;
    this.orders = orders;
  }

  /// The parent that started this process, from its environment and descriptors.
  ///
  /// @throws IllegalStateException if it speaks a later version of the protocol
  public static Parent inherited() {
    String announcement = System.getenv(InheritedPipe.VARIABLE);
    Optional<OutputStream> reports = InheritedPipe.open(announcement == null ? "" : announcement);
    if (reports.isEmpty() || !InheritedPipe.isLifeline()) {
      return new Parent(reports, Optional.empty());
    }
    // Not System.in: its lock and buffer are of no use to a thread that reads whole records.
    return new Parent(reports, Optional.of(new FileInputStream(FileDescriptor.in)));
  }

  /// A parent at the other end of two streams, in the same process or not.
  public static Parent over(OutputStream reports, InputStream orders) {
    return new Parent(Optional.of(reports), Optional.of(orders));
  }

  /// False if the program was run by hand.
  public boolean attached() {
    return reports.isPresent();
  }

  /// Says that all ports listen. To be said once, at once after listening, before slow
  /// initialisation.
  ///
  /// @throws IllegalArgumentException if the names and hosts together do not fit into a record
  public void bound(Ports ports) {
    report(new Report.Bound(OwnPid.read(), ports));
  }

  /// Says that it can serve.
  public void ready() {
    report(new Report.Ready());
  }

  /// Says that it cannot do its work; the caller then exits with that code.
  ///
  /// @param message what happened, why, and what to do; a long one is cut
  public void fail(ExitCode code, String message, Retry retry) {
    fail(new Report.Fail(code.code(), message, retry));
  }

  /// Says that it cannot do its work, by a word that need not be an exit code's; a long message is
  /// cut.
  public void fail(Report.Fail why) {
    report(new Report.Fail(why.code(), Escapes.cut(why.message(), MAX_TEXT), why.retry()));
  }

  /// Says what it is doing; a long text is cut.
  public void status(String text) {
    status(text, Map.of());
  }

  /// Says what it is doing, with further keys.
  ///
  /// @param details together at most 700 bytes
  /// @throws IllegalArgumentException if the details do not fit, or a key is none or `text`
  public void status(String text, Map<String, String> details) {
    report(new Report.Status(Escapes.cut(text, MAX_TEXT), details));
  }

  /// Asks for more time until READY.
  ///
  /// @param by from now, at least 1 ms
  public void extend(Duration by) {
    report(new Report.Extend(by));
  }

  /// Begins to listen to the parent. If nobody calls it, {@link #awaitStop} does, with {@link
  /// OrderListener#NONE}.
  ///
  /// @throws IllegalStateException if somebody listens already
  public void follow(OrderListener newListener) {
    if (!startFollowing(newListener)) {
      throw new IllegalStateException("the parent's orders are followed already");
    }
  }

  /// Waits until this program should end: the parent said STOP, is gone, or a signal came.
  public StopReason awaitStop() throws InterruptedException {
    startFollowing(OrderListener.NONE);
    synchronized (lock) {
      StopReason reason = stop;
      while (reason == null) {
        lock.wait();
        reason = stop;
      }
      return reason;
    }
  }

  /// Ends {@link #awaitStop}; the first reason counts.
  public void requestStop(StopReason reason) {
    OrderListener toTell;
    synchronized (lock) {
      if (stop != null) {
        return;
      }
      stop = reason;
      toTell = listener;
      lock.notifyAll();
    }
    if (toTell != null) {
      toTell.stop(reason);
    }
  }

  private void report(Report report) {
    if (reports.isEmpty()) {
      return;
    }
    byte[] record = Records.encode(report);
    try {
      // One write, so that the record is never mixed with that of a wrapper that shares the pipe.
      reports.get().write(record);
      reports.get().flush();
    } catch (IOException parentIsGone) {
      // Nobody is left to be told. Standard input ends too and says so in its orderly way.
    }
  }

  private boolean startFollowing(OrderListener newListener) {
    StopReason already;
    synchronized (lock) {
      if (listener != null) {
        return false;
      }
      listener = newListener;
      already = stop;
    }
    if (already != null) {
      newListener.stop(already);
    }
    if (orders.isPresent()) {
      new Following(this, new OrderReader(orders.get()), newListener).start();
    }
    return true;
  }
}
