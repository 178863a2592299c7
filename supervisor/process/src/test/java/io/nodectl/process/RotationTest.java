package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.process.Rotation.Output;
import io.nodectl.process.Rotation.Standing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
  private static final LogRule RULE = new LogRule(10, 3, Duration.ofMillis(100), 50);

  @ParameterizedTest(name = "{0} bytes, line begins {1}: {2} gives {3}")
  @CsvSource({
    "0, true, abcdefghi~, 10",
    "0, true, abc~defghijk, 4",
    "5, true, abc~de, 4",
    "5, true, abcdef~, 0",
    "5, false, abcdef~, 5",
    "10, true, a~, 0",
    "10, false, a~, 0",
    "12, true, a~, 0",
    "0, true, abcdefghijklm, 10",
  })
  void a_file_takes_whole_lines_as_long_as_that_is_possible(
      long size, boolean lineBegins, String output, int share) {
    byte[] bytes = output.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
    Standing file = new Standing(size, 0, lineBegins);
    assertEquals(share, Rotation.share(RULE, file, new Output(bytes, 0, bytes.length)));
  }

  @Test
  void a_file_is_too_old_when_it_has_something_ends_with_a_line_and_its_time_is_over() {
    assertTrue(Rotation.isTooOld(RULE, new Standing(1, 1000, true), 1100));
    assertFalse(Rotation.isTooOld(RULE, new Standing(1, 1000, true), 1099));
    assertFalse(Rotation.isTooOld(RULE, new Standing(0, 1000, true), 5000));
    assertFalse(Rotation.isTooOld(RULE, new Standing(1, 1000, false), 5000));
    assertFalse(Rotation.isTooOld(RULE, new Standing(1, 1000, true), -5000), "clock set back");
    assertFalse(Rotation.isTooOld(RULE, new Standing(1, Long.MAX_VALUE, true), 5000));
  }

  @Test
  void the_oldest_files_go_first_and_those_that_are_written_never() {
    List<LogPiece> pieces =
        List.of(
            piece("a.log", 30, 1, false),
            piece("a.log.1", 10, 5, true),
            piece("b.log.2", 10, 2, true),
            piece("b.log.1", 10, 3, true));
    assertEquals(List.of(Path.of("b.log.2")), Rotation.surplus(RULE, pieces));
    assertEquals(
        List.of(Path.of("a.log.1")),
        Rotation.surplus(
            RULE, List.of(piece("a.log", 60, 1, false), piece("a.log.1", 10, 5, true))));
  }

  private static LogPiece piece(String name, long bytes, long modified, boolean putAside) {
    return new LogPiece(Path.of(name), bytes, modified, putAside);
  }
}
