package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.node.LivenessRounds.Subject;
import io.nodectl.node.Pulse.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// In virtual time: a round is what happens at the moments that are due.
class LivenessRoundsTest {
  private static final long SECOND = 1_000_000_000;
  private static final Finding ANSWER = new Finding(true, "", Duration.ofMillis(1));
  private static final Finding SILENCE = new Finding(false, "silent", Duration.ofSeconds(2));
  private static final Finding PAUSED = new Finding(false, "silent", Duration.ofSeconds(32));

  private final LivenessRounds rounds = new LivenessRounds();
  private long now = 1_234 * SECOND + 567;

  @Test
  void the_first_question_comes_some_seconds_after_it_was_ready_and_then_one_each_period() {
    long ready = now;
    rounds.add(subject("a", 1), now);
    assertEquals(List.of(), rounds.due(now));
    now = rounds.nextDue();
    assertTrue(now - ready >= 2 * SECOND, () -> now - ready + " ns");
    ask("a", ANSWER);
    long first = now;
    now = rounds.nextDue();
    assertEquals(5 * SECOND, now - first);
  }

  @Test
  void all_are_asked_at_the_same_moments() {
    rounds.add(subject("a", 1), now);
    rounds.add(subject("b", 1), now + SECOND);
    List<String> asked = new ArrayList<>();
    now += 10 * SECOND;
    rounds.due(now).forEach(subject -> asked.add(subject.component()));
    asked.sort(null);
    assertEquals(List.of("a", "b"), asked);
  }

  @Test
  void a_silent_component_is_reported_once_with_what_was_asked_and_how_often() {
    rounds.add(subject("a", 1), now);
    List<NodeEvent.Unhealthy> reported = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of(), reported);
      now = rounds.nextDue();
      ask("a", SILENCE).ifPresent(reported::add);
    }
    assertEquals("a", reported.getFirst().component());
    assertEquals(
        "it failed 3 liveness probes in a row, one every 5 s: silent", reported.getFirst().why());
    assertEquals(LivenessRounds.NEVER, rounds.nextDue());
  }

  @Test
  void one_that_goes_on_in_time_is_not_reported() {
    rounds.add(subject("a", 1), now);
    for (int i = 0; i < 20; i++) {
      now = rounds.nextDue();
      assertEquals(Optional.empty(), ask("a", i % 3 == 2 ? ANSWER : SILENCE));
    }
  }

  @Test
  void a_pause_of_our_own_is_nobody_s_death() {
    rounds.add(subject("a", 1), now);
    for (int i = 0; i < 20; i++) {
      now = rounds.nextDue() + 30 * SECOND;
      assertEquals(Optional.empty(), ask("a", PAUSED));
    }
  }

  @Test
  void nobody_is_asked_twice_at_once() {
    rounds.add(subject("a", 1), now);
    now = rounds.nextDue();
    assertEquals(1, rounds.due(now).size());
    assertEquals(List.of(), rounds.due(now + 60 * SECOND));
    assertEquals(LivenessRounds.NEVER, rounds.nextDue());
  }

  @Test
  void an_answer_of_an_earlier_launch_means_nothing() {
    rounds.add(subject("a", 1), now);
    now = rounds.nextDue();
    Subject old = rounds.due(now).getFirst();
    rounds.add(subject("a", 2), now);
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), rounds.ended(old, SILENCE));
    }
    assertTrue(rounds.watches("a", 2));
  }

  @Test
  void who_is_removed_is_not_reported() {
    rounds.add(subject("a", 1), now);
    now = rounds.nextDue();
    Subject asked = rounds.due(now).getFirst();
    rounds.remove("a");
    assertEquals(Optional.empty(), rounds.ended(asked, SILENCE));
    assertEquals(LivenessRounds.NEVER, rounds.nextDue());
  }

  private Optional<NodeEvent.Unhealthy> ask(String name, Finding finding) {
    Subject asked = rounds.due(now).getFirst();
    assertEquals(name, asked.component());
    return rounds.ended(asked, finding);
  }

  private static Subject subject(String name, int generation) {
    Liveness how = new Liveness("main", new Liveness.GrpcHealth(""), ProbeRhythm.USUAL);
    return new Subject(name, generation, how, new Endpoint("127.0.0.1", 1));
  }
}
