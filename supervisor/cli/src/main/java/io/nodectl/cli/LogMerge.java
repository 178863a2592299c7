package io.nodectl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Several logs as one, by the time of their lines. Lines of one log keep their order.
final class LogMerge {
  private final List<LogReader> readers;

  LogMerge(List<LogReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /// Hands on all lines that are there and were not handed on yet.
  ///
  /// @param taker says whether it wants more
  /// @return false if it does not
  boolean copyTo(Predicate<LogLine> taker) throws IOException {
    List<@Nullable LogLine> heads = new ArrayList<>();
    for (LogReader reader : readers) {
      heads.add(reader.next());
    }
    for (int i = earliest(heads); i >= 0; i = earliest(heads)) {
      LogLine line = heads.get(i);
      if (line != null && !taker.test(line)) {
        return false;
      }
      heads.set(i, readers.get(i).next());
    }
    return true;
  }

  /// Hands on what there is of lines that have no end.
  void copyRestTo(Predicate<LogLine> taker) {
    for (LogReader reader : readers) {
      LogLine rest = reader.rest();
      if (rest != null && !taker.test(rest)) {
        return;
      }
    }
  }

  private static int earliest(List<@Nullable LogLine> heads) {
    int earliest = -1;
    long time = 0;
    for (int i = 0; i < heads.size(); i++) {
      LogLine head = heads.get(i);
      if (head != null && (earliest < 0 || head.millis() < time)) {
        earliest = i;
        time = head.millis();
      }
    }
    return earliest;
  }
}
