package io.nodectl.runtimeenv;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the sources of a kind came last. For all threads.
final class Successions {
  private final Map<String, String> last = new ConcurrentHashMap<>();

  void comes(String source) {
    References.kind(source).ifPresent(kind -> last.put(kind, source));
  }

  /// Whether another one has come in its place: `raylet:2` comes after `raylet:1` is dead.
  boolean isSucceeded(String source) {
    return References.kind(source)
        .map(last::get)
        .filter(known -> !known.equals(source))
        .isPresent();
  }
}
