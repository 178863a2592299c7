package io.nodectl.environment.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnorePatternTest {
  private static final List<String> PATHS =
      List.of(
          ".",
          "a.log",
          "d/keep.log",
          "build",
          "build/x",
          "s/build/y",
          "top",
          "s/top",
          "top/x",
          "a/b",
          "a/b/c",
          "s/a/b",
          "x/y",
          "a/z",
          "a/m/n/z",
          "a.py",
          "ab.py",
          "a.c",
          "c.c",
          "].c",
          "-.c",
          "#hash",
          "!bang",
          "foo1bar/x",
          "aXb",
          "a.b",
          "dir",
          "dir/f",
          "dir/f/g",
          "^.c",
          "[a",
          "x&&y",
          "q[z",
          "éa");

  /// What Ray 2.60's own code says to each of these patterns.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.log|a.log d/keep.log",
        "build/|build/x s/build/y",
        "/top|top top/x",
        "a/b|a/b a/b/c",
        "**/x|build/x top/x x/y foo1bar/x",
        "x/**|x/y",
        "a/**/z|a/z a/m/n/z",
        "?.py|a.py",
        "[ab].c|a.c",
        "[!ab].c|c.c ].c -.c ^.c",
        "[]-].c|].c -.c",
        "[^a].c|a.c ^.c",
        "\\#hash|#hash",
        "\\!bang|!bang",
        "foo*bar|foo1bar/x",
        "a.b|a.b",
        "dir/*|dir/f",
        "[a|[a",
        "x&&y|x&&y",
        "q[[]z|q[z",
        "é*|éa"
      })
  void a_pattern_matches_what_it_matches_for_ray(String pattern, String matched) {
    IgnorePattern read = IgnorePattern.of(pattern).orElseThrow();
    assertEquals(List.of(matched.split(" ", -1)), PATHS.stream().filter(read::matches).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**"})
  void some_patterns_match_everything_even_the_folder_of_the_list(String pattern) {
    IgnorePattern read = IgnorePattern.of(pattern).orElseThrow();
    assertEquals(PATHS, PATHS.stream().filter(read::matches).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "# words", "/"})
  void some_lines_say_nothing(String line) {
    assertTrue(IgnorePattern.of(line).isEmpty());
  }

  @Test
  void the_last_pattern_that_matches_decides() {
    IgnoreRules rules = IgnoreRules.of(Path.of("/r"), List.of("*.log", "!keep.log", "keep.log/x"));
    assertTrue(rules.exclude(Path.of("/r/a/b.log")));
    assertTrue(!rules.exclude(Path.of("/r/a/keep.log")));
  }
}
