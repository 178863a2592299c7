package io.nodectl.gcs.runtimeenv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which packages must not go yet because somebody has just brought or found them and is about to
/// use them. A pure state for one thread; times are milliseconds of one clock.
///
/// Pins do not outlive the process, so for as long as one may last after its start everything
/// counts as pinned.
final class Pins {

  /// Longer pins are shortened to this.
  static final long LONGEST_MS = 86_400_000;

  /// Ray 2.60's own pins last 10 minutes.
  static final long AFTER_START_MS = 600_000;

  /// Nobody has so many packages; further ones are kept for good.
  static final int MANY = 10_000;

  private final long everythingUntil;
  private final Map<String, Long> until = new HashMap<>();

  Pins(long now) {
    this.everythingUntil = now + AFTER_START_MS;
  }

  /// Pins a package, or for longer if it is pinned already.
  ///
  /// @param forMs how long, at least 0
  /// @return when it is to be looked at again
  long pin(String uri, long forMs, long now) {
    long end = Math.max(now + Math.min(forMs, LONGEST_MS), everythingUntil);
    if (until.size() < MANY || until.containsKey(uri)) {
      until.merge(uri, end, Math::max);
    }
    return end;
  }

  /// Takes out the packages that are no longer pinned: who does not use them any more may go.
  List<String> expired(long now) {
    List<String> expired = new ArrayList<>();
    until.forEach(
        (uri, end) -> {
          if (end <= now) {
            expired.add(uri);
          }
        });
    expired.forEach(until::remove);
    return expired;
  }
}
