package io.nodectl.node;

import java.time.Duration;
import java.util.List;

/// All who are told of what happens to a node, and those of them who have to be ended.
///
/// @param all in the order in which they are told
record Onlookers(
    List<StepListener> all,
    LivenessWatch liveness,
    ComponentGroups groups,
    MetricsServer metrics,
    JsonLines lines) {
  /// A disk that does not answer must not keep a node alive.
  static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(1);

  /// Nobody has to wait for groups: the guardian removes what is left of them.
  private static final Duration GROUPS_PATIENCE = Duration.ofMillis(500);

  /// Ends them; what was told is written then, if the disk answers in time.
  void close() throws InterruptedException {
    liveness.close();
    metrics.close();
    groups.close(GROUPS_PATIENCE);
    lines.close(JOURNAL_PATIENCE);
  }
}
