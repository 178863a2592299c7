package io.nodectl.handshake;

/// What a program does with the orders it gets. All calls come from one thread (but {@link #stop}),
/// which reads the next order only when the call returns.
public interface OrderListener {
  /// A listener that only wants to be told of the end, by {@link Parent#awaitStop}.
  OrderListener NONE = new OrderListener() {};

  /// Secrets and settings; comes before anything else, if at all.
  default void config(Order.Config config) {}

  /// A peer listens, or listens somewhere else.
  default void wire(Order.Wire wire) {}

  /// Something beyond the protocol.
  default void extension(Order.Extension extension) {}

  /// The program should end; called once, from any thread. For programs whose main thread waits for
  /// more than {@link Parent#awaitStop} can tell.
  default void stop(StopReason reason) {}
}
