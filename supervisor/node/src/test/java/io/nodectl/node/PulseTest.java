package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.Pulse.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final ProbeRhythm RHYTHM = ProbeRhythm.USUAL;
  private static final Finding ANSWER = new Finding(true, "", Duration.ofMillis(1));
  private static final Finding SILENCE = silence(RHYTHM.timeout());

  @Test
  void so_many_silences_in_a_row_are_a_death() {
    Pulse pulse = Pulse.STRONG;
    for (int i = 1; i < RHYTHM.misses(); i++) {
      pulse = pulse.after(SILENCE, RHYTHM);
      assertFalse(pulse.isLost(RHYTHM));
    }
    assertTrue(pulse.after(SILENCE, RHYTHM).isLost(RHYTHM));
  }

  @Test
  void one_answer_clears_all_silences_before_it() {
    Pulse pulse = Pulse.STRONG.after(SILENCE, RHYTHM).after(SILENCE, RHYTHM);
    assertEquals(Pulse.STRONG, pulse.after(ANSWER, RHYTHM));
  }

  @Test
  void a_silence_through_which_the_asker_was_paused_proves_nothing() {
    Pulse pulse = Pulse.STRONG;
    for (int i = 0; i < 100; i++) {
      pulse = pulse.after(silence(Duration.ofSeconds(60)), RHYTHM);
    }
    assertEquals(Pulse.STRONG, pulse);
  }

  @Test
  void what_was_missed_before_a_pause_still_counts_after_it() {
    Pulse pulse = Pulse.STRONG.after(SILENCE, RHYTHM).after(SILENCE, RHYTHM);
    pulse = pulse.after(silence(Duration.ofHours(8)), RHYTHM);
    assertTrue(pulse.after(SILENCE, RHYTHM).isLost(RHYTHM));
  }

  @Test
  void an_answer_that_waited_for_a_paused_asker_is_an_answer() {
    Pulse pulse = Pulse.STRONG.after(SILENCE, RHYTHM);
    assertEquals(Pulse.STRONG, pulse.after(new Finding(true, "", Duration.ofSeconds(60)), RHYTHM));
  }

  @Test
  void a_refusal_at_once_is_a_silence() {
    assertEquals(1, Pulse.STRONG.after(silence(Duration.ZERO), RHYTHM).misses());
  }

  private static Finding silence(Duration took) {
    return new Finding(false, "no answer", took);
  }
}
