package io.nodectl.gcs.health;

import io.nodectl.gcs.storage.Row;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Which node is to be checked when, and what the outcomes say of it. A pure state: times come from
/// outside, in nanoseconds of a monotonic clock. For one thread.
///
/// A process that was stopped, swapped out or starved sees its own deadlines run out all at once.
/// So when its clock made a jump, no check that was under way counts, and every node starts from
/// zero failures: a pause of ours is never a node's death.
final class HealthLedger {

  /// What the outcome of a check says.
  enum Verdict {
    /// The node answers.
    HEALTHY,
    /// It did not; not often enough to be dead.
    SUSPECT,
    /// It did not, too often: it is no longer in the ledger.
    DEAD,
    /// Nothing: the check began before a pause of ours, or belongs to a node that is no longer
    /// here.
    VOID
  }

  /// A check to be made now.
  ///
  /// @param number tells the checks of all nodes apart
  record Check(NodeId node, long number) {}

  private static final class Row {
    int failures;
    long check;
    long startedAt;
    boolean isAsked;
  }

  private record Due(Check check, long atNanos) {}

  private final HealthPeriods periods;
  private final Map<NodeId, Row> rows = new HashMap<>();
  private final PriorityQueue<Due> due =
      // By difference: a monotonic clock may overflow.
      new PriorityQueue<>((a, b) -> Long.signum(a.atNanos - b.atNanos));
  private long checks;
  private int asked;
  private long lastTick;
  private long awakeSince;

  HealthLedger(HealthPeriods periods, long now) {
    this.periods = periods;
    this.lastTick = now;
    this.awakeSince = now;
  }

  /// Begins to check a node, or begins anew.
  void watch(NodeId node, long now) {
    forget(node);
    Row row = new Row();
    rows.put(node, row);
    plan(node, row, now + periods.firstAfter().toNanos());
  }

  /// Ends the checks of a node.
  void forget(NodeId node) {
    Row row = rows.remove(node);
    if (row != null) {
      answered(row);
    }
  }

  /// When the next tick is wanted: for the next check, but some of them together, and if one is
  /// under way also to notice a pause of ours. Empty if no node is watched.
  OptionalLong nextTick() {
    OptionalLong look =
        asked == 0 ? OptionalLong.empty() : OptionalLong.of(lastTick + periods.look().toNanos());
    if (due.isEmpty()) {
      return look;
    }
    long together = lastTick + periods.tick().toNanos();
    long first = due.element().atNanos();
    long next = first - together > 0 ? first : together;
    return look.isPresent() && look.getAsLong() - next < 0 ? look : OptionalLong.of(next);
  }

  /// The checks that are due; to be asked by {@link #nextTick}.
  List<Check> tick(long now) {
    noticePause(now);
    lastTick = now;
    List<Check> started = new ArrayList<>();
    while (!due.isEmpty() && due.element().atNanos - now <= 0) {
      Check check = due.remove().check();
      Row row = rows.get(check.node());
      if (row != null && row.check == check.number()) {
        row.startedAt = now;
        row.isAsked = true;
        asked++;
        started.add(check);
      }
    }
    return started;
  }

  /// Takes the outcome of a check and plans the next one.
  Verdict outcome(Check check, Health health, long now) {
    noticePause(now);
    Row row = rows.get(check.node());
    if (row == null || row.check != check.number()) {
      return Verdict.VOID;
    }
    answered(row);
    Verdict verdict = judge(row, health);
    if (verdict == Verdict.DEAD) {
      rows.remove(check.node());
    } else {
      plan(check.node(), row, now + periods.every().toNanos());
    }
    return verdict;
  }

  private Verdict judge(Row row, Health health) {
    if (health == Health.SERVING) {
      row.failures = 0;
      return Verdict.HEALTHY;
    }
    if (row.startedAt - awakeSince < 0) {
      return Verdict.VOID;
    }
    row.failures++;
    return row.failures < periods.failures() ? Verdict.SUSPECT : Verdict.DEAD;
  }

  private void plan(NodeId node, Row row, long atNanos) {
    row.check = ++checks;
    due.add(new Due(new Check(node, row.check), atNanos));
  }

  private void answered(Row row) {
    if (row.isAsked) {
      row.isAsked = false;
      asked--;
    }
  }

  /// Who comes much later than was asked for stood still, and all that was under way with him.
  private void noticePause(long now) {
    OptionalLong wanted = nextTick();
    if (wanted.isPresent() && now - wanted.getAsLong() > periods.ownPause().toNanos()) {
      lastTick = now;
      awakeSince = now;
      rows.values().forEach(row -> row.failures = 0);
    }
  }
}
