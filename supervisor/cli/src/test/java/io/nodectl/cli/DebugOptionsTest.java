package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.node.Debugging;
import io.nodectl.node.Debugging.Jdwp;
import io.nodectl.node.Tool;
import io.nodectl.node.Wrapper;
import io.nodectl.program.NoReflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class DebugOptionsTest {
  @TempDir private Path bin = Path.of("");

  private Map<String, Debugging> chosen(String... arguments) {
    DebugOptions options = new DebugOptions();
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, new NoReflection());
    options.addTo(spec);
    new CommandLine(spec, new NoReflection()).parseArgs(arguments);
    return options.chosen(Map.of("PATH", "/nowhere::" + bin));
  }

  private void install(String program) throws IOException {
    Files.createFile(
        bin.resolve(program),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void nothing_is_looked_into_unless_asked_for() {
    assertEquals(Map.of(), chosen());
  }

  @Test
  void several_components_can_be_debugged_each_in_its_own_way() throws IOException {
    install("strace");

    assertEquals(
        Map.of(
            "raylet",
            new Debugging(Jdwp.SUSPENDED, Optional.of(new Wrapper.Known(Tool.STRACE))),
            "gcs-server",
            new Debugging(Jdwp.ON, Optional.empty())),
        chosen("--debug", "raylet:suspend", "--debug=gcs-server", "--wrap", "raylet=strace"));
  }

  @Test
  void what_follows_after_two_dashes_is_put_before_the_component_that_has_no_tool()
      throws IOException {
    install("perf");

    assertEquals(
        Map.of(
            "raylet",
            new Debugging(
                Jdwp.OFF, Optional.of(new Wrapper.Argv(List.of("perf", "record", "--head"))))),
        chosen("--wrap", "raylet", "--", "perf", "record", "--head"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start --head --wrap raylet=gbd          | --wrap does not know the tool 'gbd'; it knows gdb and strace. Another one is put before a component with: --wrap COMPONENT -- TOOL ARGUMENTS
          start --head --wrap raylet              | --wrap COMPONENT needs a tool, as in raylet=strace, or a command after all options, as in: --wrap raylet -- ltrace -f
          start --head --wrap raylet -- no-such-x | --wrap: there is no program 'no-such-x' in PATH: install it, or give its absolute path
          start --head --wrap raylet -- /no/such  | --wrap: there is no program '/no/such' there: install it, or give its absolute path
          start --head -- perf                    | unexpected 'perf'
          start --head --wrap a --wrap b -- perf  | --wrap COMPONENT without a tool can be given once: there is one command after --
          start --head --debug raylet --debug raylet:suspend | --debug is given twice for raylet
          start --head --debug raylet:now         | --debug takes COMPONENT or COMPONENT:suspend, such as raylet:suspend, not 'raylet:now'
          start --head --debug                    | missing required parameter for option '--debug' (COMPONENT[:suspend])
          """)
  void wrong_usage_is_refused_before_anything_starts(String line, String expected) {
    Cli.Result result = new Cli(bin).run(line.split(" +", -1));

    assertEquals("nodectl start: " + expected + ". See 'nodectl start --help'.\n", result.err());
  }
}
