package io.nodectl.process;

import io.nodectl.handshake.Order;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The orders that a child has not taken yet, oldest first.
///
/// A child that does not read must not cost memory without limit: only the newest WIRE per peer
/// is kept, and the newest {@value #MOST_EXTENSIONS} extensions. CONFIG and STOP are never dropped;
/// a parent sends few of them.
final class OrderBacklog {
  static final int MOST_EXTENSIONS = 64;

  private final Map<String, byte[]> waiting = new LinkedHashMap<>();
  private int extensions;
  private long serial;

  /// @param record the order's bytes
  void add(Order order, byte[] record) {
    switch (order) {
      case Order.Wire wire -> replace("W" + wire.peer(), record);
      case Order.Config _, Order.Stop _ -> waiting.put("O" + serial++, record);
      case Order.Extension _ -> {
        if (extensions == MOST_EXTENSIONS) {
          dropOldestExtension();
        }
        extensions++;
        waiting.put("X" + serial++, record);
      }
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// The record to be written next.
  byte[] first() {
    return waiting.values().iterator().next();
  }

  void removeFirst() {
    Iterator<String> keys = waiting.keySet().iterator();
    if (keys.next().startsWith("X")) {
      extensions--;
    }
    keys.remove();
  }

  void clear() {
    waiting.clear();
    extensions = 0;
  }

  /// The newest goes to the end, so that it never overtakes an order that was given before it.
  private void replace(String key, byte[] record) {
    waiting.remove(key);
    waiting.put(key, record);
  }

  private void dropOldestExtension() {
    Iterator<String> keys = waiting.keySet().iterator();
    while (!keys.next().startsWith("X")) {
      // Other orders stay.
    }
    keys.remove();
    extensions--;
  }
}
