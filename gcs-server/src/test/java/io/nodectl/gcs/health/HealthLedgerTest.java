package io.nodectl.gcs.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.health.HealthLedger.Check;
import io.nodectl.gcs.health.HealthLedger.Verdict;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// All in virtual time: ticks of half a second, the periods of Ray.
class HealthLedgerTest {

  private static final long TICK_MS = 500;
  // Close to the overflow of a monotonic clock, which may happen.
  private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(12);
  private static final NodeId NODE = TestNodes.id(1);

  private final HealthLedger ledger = new HealthLedger(HealthPeriods.likeRay(), START);
  private long ms;

  @Test
  void the_first_check_comes_after_five_seconds_and_the_next_three_after_the_answer() {
    ledger.watch(NODE, now());
    assertEquals(List.of(), checksUntil(4_900));
    Check first = onlyCheckUntil(5_000);
    assertEquals(List.of(), checksUntil(7_000));
    assertEquals(Verdict.HEALTHY, ledger.outcome(first, Health.SERVING, now()));
    assertEquals(List.of(), checksUntil(9_900));
    onlyCheckUntil(10_000);
  }

  @Test
  void five_failures_in_a_row_make_a_node_dead() {
    ledger.watch(NODE, now());
    for (int failure = 1; failure <= 4; failure++) {
      assertEquals(Verdict.SUSPECT, ledger.outcome(nextCheck(), Health.UNREACHABLE, now()));
    }
    assertEquals(Verdict.DEAD, ledger.outcome(nextCheck(), Health.NOT_SERVING, now()));
    assertEquals(List.of(), checksUntil(ms + 60_000));
    // After 5 s, and four times 3 s later.
    assertEquals(5_000 + 4 * 3_000 + 60_000, ms);
  }

  @Test
  void one_success_wipes_the_failures_out() {
    ledger.watch(NODE, now());
    for (int round = 0; round < 3; round++) {
      for (int failure = 1; failure <= 4; failure++) {
        assertEquals(Verdict.SUSPECT, ledger.outcome(nextCheck(), Health.UNREACHABLE, now()));
      }
      assertEquals(Verdict.HEALTHY, ledger.outcome(nextCheck(), Health.SERVING, now()));
    }
  }

  @Test
  void a_forgotten_node_is_checked_no_more_and_its_last_answer_says_nothing() {
    ledger.watch(NODE, now());
    Check pending = nextCheck();
    ledger.forget(NODE);
    assertEquals(Verdict.VOID, ledger.outcome(pending, Health.UNREACHABLE, now()));
    assertEquals(List.of(), checksUntil(60_000));
  }

  @Test
  void a_node_that_registers_again_starts_anew_and_old_answers_say_nothing() {
    ledger.watch(NODE, now());
    for (int failure = 1; failure <= 4; failure++) {
      ledger.outcome(nextCheck(), Health.UNREACHABLE, now());
    }
    Check old = nextCheck();
    ledger.watch(NODE, now());
    assertEquals(Verdict.VOID, ledger.outcome(old, Health.UNREACHABLE, now()));
    long again = ms;
    assertEquals(Verdict.SUSPECT, ledger.outcome(nextCheck(), Health.UNREACHABLE, now()));
    assertEquals(again + 5_000, ms);
  }

  @Test
  void an_answer_counts_once() {
    ledger.watch(NODE, now());
    Check check = nextCheck();
    assertEquals(Verdict.SUSPECT, ledger.outcome(check, Health.UNREACHABLE, now()));
    for (int repeat = 0; repeat < 10; repeat++) {
      assertEquals(Verdict.VOID, ledger.outcome(check, Health.UNREACHABLE, now()));
    }
  }

  @Test
  void a_check_that_was_under_way_while_we_stood_still_says_nothing_bad() {
    ledger.watch(NODE, now());
    for (int failure = 1; failure <= 4; failure++) {
      ledger.outcome(nextCheck(), Health.UNREACHABLE, now());
    }
    Check pending = nextCheck();
    // The deadline's timer may run before the tick that would notice the pause.
    ms += 20_000;
    assertEquals(Verdict.VOID, ledger.outcome(pending, Health.UNREACHABLE, now()));
    for (int failure = 1; failure <= 4; failure++) {
      assertEquals(Verdict.SUSPECT, ledger.outcome(nextCheck(), Health.UNREACHABLE, now()));
    }
    assertEquals(Verdict.DEAD, ledger.outcome(nextCheck(), Health.UNREACHABLE, now()));
  }

  @Test
  void a_pause_that_the_tick_notices_first_has_the_same_effect() {
    ledger.watch(NODE, now());
    Check pending = nextCheck();
    ms += 20_000;
    assertEquals(List.of(), ledger.tick(now()));
    assertEquals(Verdict.VOID, ledger.outcome(pending, Health.UNREACHABLE, now()));
  }

  @Test
  void a_good_answer_counts_even_if_we_stood_still() {
    ledger.watch(NODE, now());
    Check pending = nextCheck();
    ms += 20_000;
    assertEquals(Verdict.HEALTHY, ledger.outcome(pending, Health.SERVING, now()));
  }

  @Test
  void pauses_again_and_again_never_kill_a_node() {
    ledger.watch(NODE, now());
    for (int pause = 0; pause < 50; pause++) {
      Check pending = nextCheck();
      ms += 15_000;
      assertEquals(Verdict.VOID, ledger.outcome(pending, Health.UNREACHABLE, now()));
    }
  }

  @Test
  void ten_thousand_nodes_are_each_checked_once_a_period() {
    for (int i = 0; i < 10_000; i++) {
      ledger.watch(NodeId.fromHex("%056x".formatted(i)), now());
    }
    List<Check> first = checksUntil(5_000);
    assertEquals(10_000, first.size());
    first.forEach(check -> ledger.outcome(check, Health.SERVING, now()));
    assertEquals(10_000, checksUntil(8_000).size());
  }

  @Test
  void nothing_is_to_be_looked_at_while_no_node_is_watched() {
    assertEquals(OptionalLong.empty(), ledger.nextTick());
    ledger.watch(NODE, now());
    assertEquals(OptionalLong.of(START + TimeUnit.SECONDS.toNanos(5)), ledger.nextTick());
  }

  @Test
  void a_node_that_answers_at_once_costs_one_tick_a_check() {
    ledger.watch(NODE, now());
    for (int check = 0; check < 10; check++) {
      long begun = ms;
      toNextTick();
      List<Check> due = ledger.tick(now());
      assertEquals(1, due.size());
      assertEquals(Verdict.HEALTHY, ledger.outcome(due.getFirst(), Health.SERVING, now()));
      assertEquals(check == 0 ? 5_000 : 3_000, ms - begun);
    }
  }

  @Test
  void checks_that_are_due_one_after_the_other_are_begun_together() {
    for (int i = 0; i < 3_000; i++) {
      ledger.watch(NodeId.fromHex("%056x".formatted(i)), now());
      ms++;
    }
    int ticks = 0;
    for (int checked = 0; checked < 3_000; ticks++) {
      toNextTick();
      List<Check> due = ledger.tick(now());
      due.forEach(check -> ledger.outcome(check, Health.SERVING, now()));
      checked += due.size();
    }
    assertTrue(ticks <= 13, () -> "as many as a quarter of a second each allows");
  }

  @Test
  void a_pause_of_ours_between_the_ticks_of_a_check_is_noticed() {
    ledger.watch(NODE, now());
    toNextTick();
    Check pending = ledger.tick(now()).getFirst();
    for (int second = 1; second <= 5; second++) {
      toNextTick();
      assertEquals(List.of(), ledger.tick(now()));
    }
    ms += 4_000;
    assertEquals(Verdict.VOID, ledger.outcome(pending, Health.UNREACHABLE, now()));
  }

  @Test
  void a_check_that_is_not_answered_in_time_counts_however_seldom_we_look() {
    ledger.watch(NODE, now());
    for (int failure = 1; failure <= 5; failure++) {
      List<Check> due = List.of();
      while (due.isEmpty()) {
        toNextTick();
        due = ledger.tick(now());
      }
      for (int second = 1; second <= 10; second++) {
        toNextTick();
        assertEquals(List.of(), ledger.tick(now()));
      }
      assertEquals(
          failure < 5 ? Verdict.SUSPECT : Verdict.DEAD,
          ledger.outcome(due.getFirst(), Health.UNREACHABLE, now()));
    }
  }

  @Test
  void periods_that_could_never_work_are_refused() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class, () -> new HealthPeriods(second, second, second, 0, second));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HealthPeriods(second, Duration.ZERO, second, 5, second));
  }

  private long now() {
    return START + TimeUnit.MILLISECONDS.toNanos(ms);
  }

  private void toNextTick() {
    ms = TimeUnit.NANOSECONDS.toMillis(ledger.nextTick().orElseThrow() - START);
  }

  private List<Check> checksUntil(long end) {
    List<Check> checks = new ArrayList<>();
    while (ms < end) {
      ms = Math.min(end, ms + TICK_MS);
      checks.addAll(ledger.tick(now()));
    }
    return checks;
  }

  private Check onlyCheckUntil(long end) {
    List<Check> checks = checksUntil(end);
    assertEquals(1, checks.size());
    return checks.getFirst();
  }

  private Check nextCheck() {
    List<Check> checks = List.of();
    for (int ticks = 0; checks.isEmpty() && ticks < 100; ticks++) {
      ms += TICK_MS;
      checks = ledger.tick(now());
    }
    assertEquals(1, checks.size());
    return checks.getFirst();
  }
}
