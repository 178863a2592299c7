package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void the_gist_of_a_short_line_is_the_line() {
    assertEquals("python a.py", Words.gist("python a.py"));
    assertEquals("", Words.gist(""));
  }

  @Test
  void the_gist_of_several_lines_is_the_first_that_says_something() {
    assertEquals("import ray ...", Words.gist("\n import ray\nray.init()"));
  }

  @Test
  void the_gist_of_a_long_line_is_cut() {
    assertEquals("x".repeat(120) + " ...", Words.gist("x".repeat(500)));
  }

  @Test
  void the_gist_of_an_exception_is_what_was_wrong() {
    assertEquals(
        "ValueError: boom",
        Words.gist(
            "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: boom\n"));
  }
}
