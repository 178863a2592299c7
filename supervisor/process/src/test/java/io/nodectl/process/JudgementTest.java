package io.nodectl.process;

import static io.nodectl.process.Fact.BOUND;
import static io.nodectl.process.Fact.EXITED;
import static io.nodectl.process.Fact.GRACE_OVER;
import static io.nodectl.process.Fact.LATE;
import static io.nodectl.process.Fact.PIPE_ENDED;
import static io.nodectl.process.Fact.READY;
import static io.nodectl.process.Fact.REFUSED;
import static io.nodectl.process.Fact.REPORTS_OTHERWISE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {
  @ParameterizedTest(name = "{0} is judged {1}")
  @MethodSource("rows")
  void the_facts_decide(Set<Fact> facts, Judgement expected) {
    assertEquals(expected, Judgement.of(facts));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row(Judgement.WAIT),
        row(Judgement.WAIT, BOUND),
        row(Judgement.READY, BOUND, READY),
        row(Judgement.READY, BOUND, READY, PIPE_ENDED),
        row(Judgement.READY, BOUND, READY, PIPE_ENDED, EXITED),
        row(Judgement.READY, BOUND, READY, LATE),
        row(Judgement.AS_REPORTED, REFUSED),
        row(Judgement.AS_REPORTED, REFUSED, PIPE_ENDED, EXITED),
        row(Judgement.AS_REPORTED, BOUND, REFUSED, LATE),
        row(Judgement.WAIT_FOR_ITS_EXIT, PIPE_ENDED),
        row(Judgement.WAIT_FOR_ITS_EXIT, PIPE_ENDED, BOUND),
        row(Judgement.CLOSED, PIPE_ENDED, GRACE_OVER),
        row(Judgement.CLOSED, PIPE_ENDED, GRACE_OVER, BOUND),
        row(Judgement.DIED, PIPE_ENDED, GRACE_OVER, EXITED),
        row(Judgement.DIED, PIPE_ENDED, EXITED),
        row(Judgement.DIED, EXITED),
        row(Judgement.DIED, EXITED, BOUND),
        row(Judgement.DIED, EXITED, LATE),
        row(Judgement.TOO_LATE, LATE),
        row(Judgement.TOO_LATE, LATE, BOUND),
        row(Judgement.TOO_LATE, LATE, PIPE_ENDED),
        row(Judgement.WAIT, REPORTS_OTHERWISE, PIPE_ENDED),
        row(Judgement.WAIT, REPORTS_OTHERWISE, PIPE_ENDED, GRACE_OVER),
        row(Judgement.DIED, REPORTS_OTHERWISE, PIPE_ENDED, EXITED),
        row(Judgement.TOO_LATE, REPORTS_OTHERWISE, PIPE_ENDED, LATE));
  }

  private static Arguments row(Judgement expected, Fact... facts) {
    Set<Fact> set = EnumSet.noneOf(Fact.class);
    set.addAll(Arrays.asList(facts));
    return Arguments.of(set, expected);
  }
}
