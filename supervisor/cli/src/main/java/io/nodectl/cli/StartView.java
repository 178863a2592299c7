package io.nodectl.cli;

import io.nodectl.node.StartListener;

/// Shows a start to a person who waits.
interface StartView extends StartListener, AutoCloseable {
  /// Shows nothing more; closing it again does nothing.
  @Override
  void close();
}
