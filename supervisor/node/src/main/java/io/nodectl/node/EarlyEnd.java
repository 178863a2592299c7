package io.nodectl.node;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a start leaves behind that ended before there was a node: the same record, journal and log
/// in which a later failure is found.
final class EarlyEnd {
  private static final Logger log = LoggerFactory.getLogger(EarlyEnd.class);

  private EarlyEnd() {}

  /// Writes it down as well as the disk allows. The caller holds the node's lock.
  ///
  /// @param patience how long a disk that does not answer is waited for
  static void record(Session session, NodeSpec spec, Problem problem, Duration patience)
      throws InterruptedException {
    log.error("{}", problem.message());
    try {
      BareRecord.failed(session, spec, problem).write(session.node());
    } catch (ProblemException e) {
      log.warn("the node's record is out of date: {}", e.getMessage());
    }
    EventJournal.close(
        session,
        new JournalEntry(
            Instant.now(), "node-failed", JournalEntry.Subject.NODE, problem.message()),
        patience);
  }
}
