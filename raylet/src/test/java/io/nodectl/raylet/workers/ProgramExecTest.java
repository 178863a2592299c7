package io.nodectl.raylet.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.process.OutputTap;
import io.nodectl.raylet.resources.Grant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramExecTest {
  private static final String IN_WORKING_DIR = "{\"command_prefix\": [\"cd\", \"/work\", \"&&\"]}";

  @TempDir private Path session;

  private ProgramExec exec(String context, String directory) throws Exception {
    LaunchRequest.Builder request = WorkersServiceTest.request("./go");
    request.getProgramBuilder().setDirectory(directory);
    var what =
        new Launching(
            WorkerId.random(),
            1,
            TermsReader.read(request.build(), false),
            Grant.NONE,
            context,
            OutputTap.NONE);
    try (var place = ProgramPlace.make(session.resolve("own"))) {
      return ProgramExec.of(
          what,
          new Template(Map.of()),
          new Surrounding(Map.of(), session, "ab", "127.0.0.1:1"),
          place);
    }
  }

  @Test
  void a_program_runs_in_a_folder_of_its_own() throws Exception {
    assertEquals(session.resolve("own"), exec("", "").directory());
  }

  @Test
  void a_runtime_environment_has_it_run_in_its_working_dir() throws Exception {
    ProgramExec exec = exec(IN_WORKING_DIR, "");
    assertEquals(Path.of("/work"), exec.directory());
    assertEquals(List.of("/work/go"), exec.command());
  }

  @Test
  void a_folder_that_was_named_comes_before_the_working_dir() throws Exception {
    ProgramExec exec = exec(IN_WORKING_DIR, "/elsewhere");
    assertEquals(Path.of("/elsewhere"), exec.directory());
    assertEquals(List.of("/elsewhere/go"), exec.command());
  }
}
