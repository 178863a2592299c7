package io.nodectl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.testparent.AttachedProgram;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandFrameTest {

  @Test
  void the_program_exits_with_what_its_work_came_to() throws Exception {
    assertEquals(ExitCode.REFUSED.number(), exitCode(_ -> ExitCode.REFUSED));
  }

  @Test
  void the_work_has_the_values_of_the_flags() throws Exception {
    var exit =
        exitCode(
            port -> port.equals(Optional.of(80)) ? ExitCode.REFUSED : ExitCode.BUG, "--port=80");
    assertEquals(ExitCode.REFUSED.number(), exit);
  }

  @Test
  void help_is_no_error_and_no_work() throws Exception {
    assertEquals(ExitCode.DONE.number(), exitCode(_ -> ExitCode.BUG, "--help"));
  }

  @Test
  void a_flag_that_is_unknown_is_named_to_the_parent() throws Exception {
    Report.Fail fail = failure(_ -> ExitCode.BUG, "--prot=80");
    assertEquals(ExitCode.USAGE.code(), fail.code());
    assertTrue(fail.message().contains("--prot=80"), fail::message);
    assertTrue(fail.message().endsWith(". See small --help."), fail::message);
  }

  @Test
  void a_value_of_no_use_is_explained_in_our_words() throws Exception {
    for (String wrong : new String[] {"65536", "123456", "-1", "+1", "x", "\u0661"}) {
      Report.Fail fail = failure(_ -> ExitCode.BUG, "--port=" + wrong);
      String words = "\"" + wrong + "\" is not a port (0 to 65535)";
      assertTrue(fail.message().contains(words), fail::message);
    }
  }

  @Test
  void why_the_work_cannot_begin_is_told_to_the_parent() throws Exception {
    Report.Fail fail =
        failure(
            _ -> {
              throw new CannotStart(ExitCode.PORT_TAKEN, "port 80 is taken");
            });
    assertEquals(new Report.Fail("port-taken", "port 80 is taken", Retry.NO), fail);
  }

  private static int exitCode(Work work, String... args) throws Exception {
    try (AttachedProgram program = start(work, args)) {
      return program.exitCode();
    }
  }

  private static Report.Fail failure(Work work, String... args) throws Exception {
    try (AttachedProgram program = start(work, args)) {
      Report.Fail fail = program.next(Report.Fail.class);
      assertEquals(
          ExitCode.ofCode(fail.code()).orElseThrow().number(), program.exitCode(), fail::message);
      return fail;
    }
  }

  private static AttachedProgram start(Work work, String... args) throws Exception {
    Flag<Integer> port = PortFlags.port("--port", "Some port.");
    Usage usage = new Usage("small", List.of("A small program."), List.of(port));
    return AttachedProgram.start(
        (parent, given) ->
            new CommandFrame(parent, usage).run(given, () -> work.with(port.value())),
        args);
  }

  /// What is done with the value of `--port`.
  private interface Work {
    ExitCode with(Optional<Integer> port) throws CannotStart;
  }
}
