package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartDecisionTest {
  private static final Upkeep RESTARTABLE = Upkeep.of(Importance.RESTARTABLE);
  private static final RestartBudget PLENTY = new RestartBudget(1000, Duration.ofHours(1));
  private static final RestartPolicy PATIENT =
      new RestartPolicy(
          PLENTY, Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofSeconds(60), Set.of());

  private final List<Long> others = new ArrayList<>();
  private Restarts own = Restarts.none();
  private long now;

  private RestartDecision crash(Upkeep upkeep, RestartBudget ofNode) {
    return decide(upkeep, ofNode, Downfall.Kind.CRASHED);
  }

  /// Decides, and remembers it as the supervision does.
  private RestartDecision decide(Upkeep upkeep, RestartBudget ofNode, Downfall.Kind kind) {
    List<Long> all = new ArrayList<>(others);
    all.addAll(own.stamps());
    RestartDecision decision =
        RestartDecision.of(upkeep, ofNode, kind, new RestartDecision.Past(own, all, now));
    if (decision instanceof RestartDecision.Again(Duration after)) {
      int row = own.inARowAt(now, upkeep.restart().stableAfter());
      now += after.toNanos();
      own = own.plus(now, row, Duration.ofHours(2));
    }
    return decision;
  }

  private void runs(Duration time) {
    now += time.toNanos();
  }

  private static Duration after(RestartDecision decision) {
    return assertInstanceOf(RestartDecision.Again.class, decision).after();
  }

  private static String why(RestartDecision decision) {
    return assertInstanceOf(RestartDecision.GiveUp.class, decision).why();
  }

  @Test
  void pauses_double_from_half_a_second_to_a_minute() {
    Upkeep patient = new Upkeep(Importance.RESTARTABLE, PATIENT, Optional.empty());
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      pauses.add(after(crash(patient, PLENTY)).toMillis());
      runs(Duration.ofMillis(100));
    }

    assertEquals(
        List.of(0L, 500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L),
        pauses);
  }

  @Test
  void who_was_not_started_again_for_a_minute_comes_back_at_once() {
    crash(RESTARTABLE, PLENTY);
    runs(Duration.ofSeconds(1));
    assertEquals(Duration.ofMillis(500), after(crash(RESTARTABLE, PLENTY)));
    runs(Duration.ofSeconds(60));
    assertEquals(Duration.ZERO, after(crash(RESTARTABLE, PLENTY)));
    runs(Duration.ofSeconds(59));
    assertEquals(Duration.ofMillis(500), after(crash(RESTARTABLE, PLENTY)));
  }

  @Test
  void a_component_that_was_started_again_too_often_is_given_up() {
    Upkeep twice =
        new Upkeep(
            Importance.RESTARTABLE,
            new RestartPolicy(
                new RestartBudget(2, Duration.ofMinutes(10)),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                Set.of()),
            Optional.empty());
    crash(twice, PLENTY);
    runs(Duration.ofMinutes(2));
    crash(twice, PLENTY);
    String why = why(crash(twice, PLENTY));
    assertTrue(why.contains("2 times within 600 s"), why);

    runs(Duration.ofMinutes(8));
    assertEquals(Duration.ZERO, after(crash(twice, PLENTY)));
  }

  @Test
  void the_budget_of_the_node_counts_the_restarts_of_all() {
    others.addAll(List.of(0L, 0L));
    runs(Duration.ofSeconds(10));
    RestartBudget three = new RestartBudget(3, Duration.ofMinutes(10));

    assertEquals(Duration.ZERO, after(crash(RESTARTABLE, three)));
    assertTrue(why(crash(RESTARTABLE, three)).contains("of this node"));
  }

  @Test
  void a_critical_component_does_not_come_back() {
    assertTrue(why(crash(Upkeep.of(Importance.CRITICAL), PLENTY)).contains("cannot be without"));
  }

  @Test
  void what_a_restart_cannot_help_is_not_restarted() {
    assertTrue(why(decide(RESTARTABLE, PLENTY, Downfall.Kind.HOPELESS)).contains("cannot help"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Downfall.Kind.class,
      names = {"NODE_DEAD", "PORT_LOST"})
  void what_will_be_different_next_time_is_tried_at_once_and_counts(Downfall.Kind kind) {
    RestartBudget two = new RestartBudget(2, Duration.ofMinutes(10));

    assertEquals(Duration.ZERO, after(decide(RESTARTABLE, two, kind)));
    assertEquals(Duration.ZERO, after(decide(RESTARTABLE, two, kind)));
    assertTrue(why(decide(RESTARTABLE, two, kind)).contains("2 times"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Downfall.Kind.class,
      names = {"ASKED", "PEER_MOVED"})
  void a_restart_that_is_not_its_own_fault_needs_no_budget(Downfall.Kind kind) {
    RestartBudget none = new RestartBudget(0, Duration.ofMinutes(10));

    assertEquals(Duration.ZERO, after(decide(Upkeep.of(Importance.CRITICAL), none, kind)));
  }
}
