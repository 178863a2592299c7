package io.nodectl.process;

/// Hears what happens to one child.
@FunctionalInterface
public interface ChildListener {
  /// Called on the thread of {@link Children}, one event after the other; must not block.
  void on(ChildEvent event);
}
