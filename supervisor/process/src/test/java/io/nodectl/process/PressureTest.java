package io.nodectl.process;

import static io.nodectl.process.LogSink.Fill.EASY;
import static io.nodectl.process.LogSink.Fill.FULL;
import static io.nodectl.process.LogSink.Fill.HIGH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PressureTest {
  private static final long LONGEST = Pressure.LONGEST_HOLD_NANOS;

  private final Pressure pressure = new Pressure();

  @Test
  void a_child_is_held_while_the_disk_is_behind_and_goes_on_when_it_has_caught_up() {
    assertEquals(Pressure.Answer.TAKE, pressure.answer(HIGH, 0));
    assertEquals(Pressure.Answer.HOLD, pressure.answer(FULL, 10));
    assertEquals(10 + LONGEST, pressure.holdEnds());
    assertEquals(Pressure.Answer.TAKE, pressure.answer(EASY, 20));
    assertEquals(EventLoop.NEVER, pressure.holdEnds());
  }

  @Test
  void a_disk_that_hangs_costs_output_but_never_holds_a_child_for_long() {
    assertEquals(Pressure.Answer.HOLD, pressure.answer(FULL, 0));
    assertEquals(Pressure.Answer.HOLD, pressure.answer(FULL, LONGEST - 1));
    assertEquals(Pressure.Answer.DROP, pressure.answer(FULL, LONGEST));
    assertEquals(EventLoop.NEVER, pressure.holdEnds());
    assertEquals(Pressure.Answer.DROP, pressure.answer(FULL, 1000 * LONGEST));
  }

  @Test
  void output_is_dropped_until_half_is_written_so_that_gaps_are_few() {
    pressure.answer(FULL, 0);
    pressure.answer(FULL, LONGEST);
    assertEquals(Pressure.Answer.DROP, pressure.answer(HIGH, LONGEST));
    assertEquals(Pressure.Answer.TAKE, pressure.answer(EASY, LONGEST));
    assertEquals(Pressure.Answer.TAKE, pressure.answer(HIGH, LONGEST));
  }
}
