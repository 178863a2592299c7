package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final StartWatch start = new StartWatch(new StartDeadline(0, LIMIT));

  @Test
  void a_child_is_waited_for_until_its_deadline() {
    assertEquals(Judgement.WAIT, start.judge(seconds(60) - 1));
    assertEquals(seconds(60), start.dueAt());
    assertEquals(Judgement.TOO_LATE, start.judge(seconds(60)));
  }

  @Test
  void a_judgement_is_given_once() {
    start.learn(Fact.EXITED);
    assertEquals(Judgement.DIED, start.judge(0));
    start.learn(Fact.READY);
    assertEquals(Judgement.WAIT, start.judge(0));
    assertEquals(EventLoop.NEVER, start.dueAt());
  }

  @Test
  void a_child_that_closed_its_pipe_has_a_second_to_exit() {
    start.learn(Fact.PIPE_ENDED);
    assertEquals(Judgement.WAIT_FOR_ITS_EXIT, start.judge(seconds(5)));
    assertEquals(seconds(6), start.dueAt());
    assertEquals(Judgement.WAIT_FOR_ITS_EXIT, start.judge(seconds(6) - 1));
    assertEquals(Judgement.CLOSED, start.judge(seconds(6)));
  }

  @Test
  void a_child_that_asks_for_time_gets_it_from_now_on() {
    assertEquals(Duration.ofSeconds(40), start.extend(seconds(50), Duration.ofSeconds(40)));
    assertEquals(Judgement.WAIT, start.judge(seconds(89)));
    assertEquals(Judgement.TOO_LATE, start.judge(seconds(90)));
    assertEquals(Duration.ofSeconds(90), start.patience());
  }

  @Test
  void asking_for_less_time_than_is_left_takes_none_away() {
    assertEquals(Duration.ofSeconds(59), start.extend(seconds(1), Duration.ofSeconds(5)));
  }

  @Test
  void no_child_gets_more_than_ten_minutes() {
    start.extend(seconds(1), Duration.ofDays(1_000_000));
    assertEquals(Judgement.WAIT, start.judge(seconds(599)));
    assertEquals(Judgement.TOO_LATE, start.judge(seconds(600)));
  }

  @Test
  void a_longer_limit_of_the_caller_is_kept() {
    StartWatch patient = new StartWatch(new StartDeadline(0, Duration.ofHours(1)));
    patient.extend(seconds(1), Duration.ofMinutes(2));
    assertEquals(Judgement.WAIT, patient.judge(seconds(3599)));
  }

  @Test
  void time_does_not_count_while_the_deadline_is_held() {
    start.hold(seconds(50), true);
    assertEquals(Judgement.WAIT, start.judge(seconds(5000)));
    assertEquals(EventLoop.NEVER, start.dueAt());

    start.hold(seconds(5000), false);
    assertEquals(seconds(5010), start.dueAt());
    assertEquals(Judgement.WAIT, start.judge(seconds(5010) - 1));
    assertEquals(Judgement.TOO_LATE, start.judge(seconds(5010)));
    assertEquals(LIMIT, start.patience());
  }

  @Test
  void to_hold_or_release_a_deadline_twice_changes_nothing() {
    start.hold(seconds(10), true);
    start.hold(seconds(20), true);
    start.hold(seconds(30), false);
    start.hold(seconds(40), false);

    assertEquals(seconds(80), start.dueAt());
  }

  @Test
  void a_child_whose_deadline_is_held_can_ask_for_more_all_the_same() {
    start.hold(seconds(50), true);
    assertEquals(Duration.ofSeconds(40), start.extend(seconds(500), Duration.ofSeconds(40)));
    start.hold(seconds(500), false);

    assertEquals(seconds(540), start.dueAt());
  }

  @Test
  void a_doubted_port_is_held_against_a_child_that_neither_fails_nor_exits() {
    Verdict doubt = new Verdict.NotOwner(80, "nothing listens");
    start.doubt(doubt);
    assertEquals(Judgement.WAIT_FOR_ITS_EXIT, start.judge(seconds(5)));
    assertEquals(Judgement.AS_REPORTED, start.judge(seconds(6)));
    assertEquals(doubt, start.reported());
  }

  @Test
  void the_words_of_a_child_outrank_the_doubt_about_its_port() {
    Verdict words = new Verdict.OtherVersion(2);
    start.doubt(new Verdict.NotOwner(80, "nothing listens"));
    start.refuse(words);
    assertEquals(Judgement.AS_REPORTED, start.judge(seconds(5)));
    assertEquals(words, start.reported());
  }

  @Test
  void a_doubt_about_a_dead_child_is_taken_back() {
    start.doubt(new Verdict.NotOwner(80, "nothing listens"));
    start.judge(seconds(5));
    start.believeTheDead();
    assertEquals(Judgement.WAIT, start.judge(seconds(7)));
    start.learn(Fact.EXITED);
    assertEquals(Judgement.DIED, start.judge(seconds(7)));
  }

  @Test
  void nothing_is_held_against_a_child_that_was_told_to_stop() {
    start.settle();
    start.learn(Fact.EXITED);
    assertEquals(Judgement.WAIT, start.judge(seconds(100)));
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
