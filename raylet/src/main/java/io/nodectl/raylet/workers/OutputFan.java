package io.nodectl.raylet.workers;

import io.nodectl.process.OutputTap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes what a worker prints on to all who listen now. The slowest of them sets the pace.
final class OutputFan implements OutputTap {
  private final List<OutputTap> listeners = new CopyOnWriteArrayList<>();

  void add(OutputTap listener) {
    listeners.add(listener);
  }

  void remove(OutputTap listener) {
    listeners.remove(listener);
  }

  @Override
  public void take(Stream stream, byte[] bytes, int length) {
    for (OutputTap listener : listeners) {
      listener.take(stream, bytes, length);
    }
  }

  @Override
  public boolean wantsMore() {
    for (OutputTap listener : listeners) {
      if (!listener.wantsMore()) {
        return false;
      }
    }
    return true;
  }
}
