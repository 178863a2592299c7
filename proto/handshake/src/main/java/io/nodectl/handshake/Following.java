package io.nodectl.handshake;

import java.io.IOException;
import java.util.Optional;

/// The thread of a child that hears its parent.
final class Following implements Runnable {
  /// It calls program code, but nothing deep: an address space is cheap, yet not free.
  private static final long STACK_BYTES = 512 * 1024;

  private final Parent parent;
  private final OrderReader orders;
  private final OrderListener listener;

  Following(Parent parent, OrderReader orders, OrderListener listener) {
    this.parent = parent;
    this.orders = orders;
    this.listener = listener;
  }

  void start() {
    // A platform thread: a virtual one would keep a carrier while it waits for standard input.
    Thread thread = new Thread(null, this, "parent", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  /// Ends after STOP, though the pipe is still open: the JVM's exit waits up to 300 ms for threads
  /// that are blocked in native code (HotSpot, VM_Exit::wait_for_threads_in_native_to_block), and
  /// no later order could matter.
  @Override
  public void run() {
    try {
      parent.requestStop(obeyUntilStop());
    } catch (IOException e) {
      System.err.println(
          "nodectl: no more orders can be read: " + e.getMessage() + ". This program ends.");
      parent.requestStop(StopReason.PARENT_GONE);
    }
  }

  private StopReason obeyUntilStop() throws IOException {
    Optional<Order> order = orders.next();
    while (order.isPresent()) {
      if (order.get() instanceof Order.Stop stop) {
        StopReason.Cause cause = stop.again() ? StopReason.Cause.RESTART : StopReason.Cause.STOP;
        return new StopReason(cause, stop.grace());
      }
      obey(order.get());
      order = orders.next();
    }
    return StopReason.PARENT_GONE;
  }

  private void obey(Order order) {
    try {
      deliver(order);
    } catch (RuntimeException | Error e) {
      // A defect in the program must not cut its lifeline, so this thread goes on.
      e.printStackTrace();
      parent.fail(ExitCode.BUG, "while obeying " + order.kind() + ": " + e, Retry.YES);
    }
  }

  // Not a pattern switch: setting one up costs a starting JVM milliseconds before its first WIRE is
  // read.
  private void deliver(Order order) {
    if (order instanceof Order.Wire wire) {
      listener.wire(wire);
    } else if (order instanceof Order.Config config) {
      listener.config(config);
    } else if (order instanceof Order.Extension extension) {
      listener.extension(extension);
    }
  }
}
