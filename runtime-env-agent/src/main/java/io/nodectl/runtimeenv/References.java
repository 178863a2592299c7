package io.nodectl.runtimeenv;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who uses one environment, and how often. Not for two threads at once.
final class References {
  /// A source whose references are not counted, as in Ray 2.60: it ends without a word.
  private static final String NOT_COUNTED = "client_server";

  /// Separates what a source is from which of that kind it is.
  private static final char INCARNATION = ':';

  private final Map<String, Integer> bySource = new HashMap<>();
  private long total;

  static boolean isCounted(String source) {
    return !source.equals(NOT_COUNTED);
  }

  long total() {
    return total;
  }

  void take(String source) {
    bySource.merge(source, 1, Integer::sum);
    total++;
  }

  /// Takes a reference back.
  ///
  /// @return false if that source has none
  boolean giveBack(String source) {
    Integer count = bySource.get(source);
    if (count == null) {
      return false;
    }
    if (count == 1) {
      bySource.remove(source);
    } else {
      bySource.put(source, count - 1);
    }
    total--;
    return true;
  }

  /// What a source is, if it also says which of that kind it is.
  static Optional<String> kind(String source) {
    int colon = source.indexOf(INCARNATION);
    return colon < 0 ? Optional.empty() : Optional.of(source.substring(0, colon + 1));
  }

  /// Takes back those of a source's predecessors: `raylet:2` comes after `raylet:1` is dead.
  void forgetPredecessors(String source) {
    kind(source).ifPresent(kind -> forgetPredecessors(kind, source));
  }

  private void forgetPredecessors(String kind, String source) {
    bySource
        .entrySet()
        .removeIf(
            each -> {
              boolean gone = each.getKey().startsWith(kind) && !each.getKey().equals(source);
              total -= gone ? each.getValue() : 0;
              return gone;
            });
  }
}
