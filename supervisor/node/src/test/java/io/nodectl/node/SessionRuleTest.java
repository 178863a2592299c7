package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.node.SessionRule.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

  private final SessionRule rule = new SessionRule(2, Duration.ofDays(7), 100);
  private final List<Candidate> sessions = new ArrayList<>();

  @Test
  void the_newest_stay_however_old_they_are() {
    session("a", 30, 1);
    session("b", 20, 1);
    session("c", 10, 1);
    assertEquals(List.of("a"), surplus());
  }

  @Test
  void the_young_stay_however_many_they_are() {
    session("a", 8, 1);
    session("b", 6, 1);
    session("c", 5, 1);
    session("d", 4, 1);
    session("of a clock that was ahead", -3, 1);
    assertEquals(List.of("a"), surplus());
  }

  @Test
  void what_does_not_fit_goes_but_never_the_newest() {
    session("a", 3, 10);
    session("b", 2, 10);
    session("c", 1, 95);
    assertEquals(List.of("b", "a"), surplus());
    sessions.clear();
    session("huge", 1, 1000);
    assertEquals(List.of(), surplus());
  }

  @Test
  void a_session_of_a_node_that_lives_stays_in_any_case() {
    sessions.add(new Candidate("living", NOW.minus(Duration.ofDays(99)), 1000, true));
    session("b", 3, 1);
    session("c", 2, 1);
    session("d", 1, 1);
    assertEquals(List.of(), surplus());
  }

  @Test
  void a_rule_that_keeps_nothing_keeps_what_is_in_use() {
    sessions.add(new Candidate("living", NOW, 1, true));
    session("b", 1, 1);
    assertEquals(
        List.of("b"),
        new SessionRule(0, Duration.ZERO, 100)
            .surplus(sessions, NOW).stream().map(Candidate::name).toList());
  }

  private void session(String name, int daysAgo, long bytes) {
    sessions.add(new Candidate(name, NOW.minus(Duration.ofDays(daysAgo)), bytes, false));
  }

  private List<String> surplus() {
    return rule.surplus(sessions, NOW).stream().map(Candidate::name).toList();
  }
}
