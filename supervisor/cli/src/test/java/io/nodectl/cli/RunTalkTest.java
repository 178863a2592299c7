package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTalkTest {
  @Test
  void on_a_terminal_each_line_is_printed_at_once_and_once() {
    RunTalk talk = new RunTalk(true, 0);
    talk.add("waiting");
    assertEquals(List.of("waiting"), talk.due(1));
    talk.add("waiting");
    assertEquals(List.of(), talk.due(2));
  }

  @Test
  void elsewhere_lines_are_printed_after_a_second() {
    RunTalk talk = new RunTalk(false, 500);
    talk.add("a");
    talk.add("b");
    assertEquals(List.of(), talk.due(1_499));
    assertEquals(1, talk.nextInMs(1_499));
    assertEquals(List.of("a", "b"), talk.due(1_500));
    assertEquals(Long.MAX_VALUE, talk.nextInMs(1_500));
  }

  @Test
  void what_kept_a_program_from_running_is_not_told_once_it_runs() {
    RunTalk talk = new RunTalk(false, 0);
    talk.add("a");
    talk.end();
    talk.add("b");
    assertEquals(List.of(), talk.due(5_000));
  }
}
