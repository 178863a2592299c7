package io.nodectl.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What metrics need beyond the node's state. Written by the supervisor's thread, read by any.
final class Tallies {
  private final Map<String, Long> launched = new ConcurrentHashMap<>();
  private final Map<String, Long> readyMillis = new ConcurrentHashMap<>();
  private final Map<String, Long> droppedLines = new ConcurrentHashMap<>();

  void count(NodeEvent event, long nanos) {
    switch (event) {
      case NodeEvent.Launched(String name, long _) -> launched.put(name, nanos);
      case NodeEvent.Ready(String name) -> {
        long took = nanos - launched.getOrDefault(name, nanos);
        readyMillis.put(name, TimeUnit.NANOSECONDS.toMillis(took));
      }
      case NodeEvent.LogDropped dropped ->
          droppedLines.merge(dropped.component(), dropped.lines(), Long::sum);
      default -> {}
    }
  }

  /// How long the newest start of each component took, in ms.
  Map<String, Long> readyMillis() {
    return readyMillis;
  }

  /// How many lines of a component's output did not get to its log.
  long droppedLines(String component) {
    return droppedLines.getOrDefault(component, 0L);
  }
}
