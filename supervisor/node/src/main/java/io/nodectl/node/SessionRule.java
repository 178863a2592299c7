package io.nodectl.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which sessions of a node stay on disk.
///
/// A session stays if it is one of the newest, or young enough, as long as all that stay fit into
/// the limit; the newest one always fits. One that is in use stays in any case.
///
/// @param newest how many sessions stay however old they are
/// @param youngerThan how old a session may be that stays though there are newer ones
/// @param totalBytes how much the sessions of one node may take
public record SessionRule(int newest, Duration youngerThan, long totalBytes) {
  /// The usual: the newest 10, those of the last 7 days, and 1 GiB at most.
  public static final SessionRule USUAL = new SessionRule(10, Duration.ofDays(7), 1L << 30);

  /// One session.
  ///
  /// @param name of its folder
  /// @param begun when the node was started
  /// @param bytes what it takes on disk
  /// @param inUse whether its node lives
  public record Candidate(String name, Instant begun, long bytes, boolean inUse) {}

  /// The sessions that do not stay, oldest last.
  List<Candidate> surplus(List<Candidate> sessions, Instant now) {
    List<Candidate> newestFirst = new ArrayList<>(sessions);
    newestFirst.sort(Comparator.comparing(Candidate::begun).reversed());
    List<Candidate> surplus = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      Candidate session = newestFirst.get(i);
      boolean wanted = i < newest || session.begun().isAfter(now.minus(youngerThan));
      boolean fits = i == 0 || bytes + session.bytes() <= totalBytes;
      if (session.inUse() || (wanted && fits)) {
        bytes += session.bytes();
      } else {
        surplus.add(session);
      }
    }
    return surplus;
  }
}
