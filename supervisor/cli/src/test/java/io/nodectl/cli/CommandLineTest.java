package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.WorkerExit;
import io.nodectl.messages.raylet.WorkerState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
  private static final Set<String> COMMANDS = Commands.all().getSubcommands().keySet();

  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void in_a_folder_of_its_own() {
    cli = new Cli(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          strat                                  | nodectl: unknown command 'strat' (did you mean start?). See 'nodectl --help'.
          frobnicate                             | nodectl: unknown command 'frobnicate'. See 'nodectl --help'.
          help strat                             | nodectl: unknown command 'strat' (did you mean start?). See 'nodectl --help'.
          help frobnicate                        | nodectl: unknown command 'frobnicate'. See 'nodectl --help'.
          frobnicate --help                      | nodectl: unknown command 'frobnicate'. See 'nodectl --help'.
          help --frobnicate                      | nodectl: unknown option '--frobnicate'. See 'nodectl --help'.
          --format table                         | nodectl: a command is missing before '--format'. See 'nodectl --help'.
          --head --block                         | nodectl: a command is missing before '--head'. See 'nodectl --help'.
          --frobnicate                           | nodectl: unknown option '--frobnicate'. See 'nodectl --help'.
          start --haed                           | nodectl start: unknown option '--haed' (did you mean --head?). See 'nodectl start --help'.
          start --head --adress=1:2              | nodectl start: unknown option '--adress' (did you mean --address?). See 'nodectl start --help'.
          start --head now                       | nodectl start: unexpected 'now'. See 'nodectl start --help'.
          start                                  | nodectl start: give --head to start a cluster, or --address=HOST:PORT to join one. See 'nodectl start --help'.
          start --head --address=10.0.0.5:6379   | nodectl start: --head starts a cluster and --address joins one: give one of them. See 'nodectl start --help'.
          start --head --port                    | nodectl start: missing required parameter for option '--port' (PORT). See 'nodectl start --help'.
          start --head --port 65536              | nodectl start: invalid value for option '--port': '65536' is not a port (0 to 65535). See 'nodectl start --help'.
          start --head --port=7 --node-manager-port=7 | nodectl start: --port and --node-manager-port are both 7: choose two numbers, or leave one to the system. See 'nodectl start --help'.
          start --head --port 7 --plan x         | nodectl start: --port is for nodectl's own plan; this plan has its numbers in the file. See 'nodectl start --help'.
          start --address=h:1 --port 7           | nodectl start: --port is for --head: a worker has no such component. See 'nodectl start --help'.
          start --head --node-ip-address=0.0.0.0 | nodectl start: --node-ip-address 0.0.0.0 stands for all addresses, and others cannot reach a node at it: give one of them (see: ip address). See 'nodectl start --help'.
          start --head --node-ip-address=192.0.2.1 | nodectl start: --node-ip-address 192.0.2.1 is not an address of this machine (see: ip address). See 'nodectl start --help'.
          start --head --node-ip-address=here    | nodectl start: --node-ip-address 'here' is not an IP address: names are not looked up. See 'nodectl start --help'.
          start --head --timeout 0               | nodectl start: a start may take 1 ms to 600 s. See 'nodectl start --help'.
          start --address=h:1 --fresh            | nodectl start: --fresh is for --head: a worker keeps nothing of its cluster. See 'nodectl start --help'.
          stop --grace soon                      | nodectl stop: invalid value for option '--grace': 'soon' is not a number of seconds, such as 60 or 0.5. See 'nodectl stop --help'.
          stop --all --name x                    | nodectl stop: --all and --name both say which nodes: give one of them. See 'nodectl stop --help'.
          nodes --address=h:1 --name x           | nodectl nodes: --address and --name both say which cluster: give one of them. See 'nodectl nodes --help'.
          nodes --timeout 0                      | nodectl nodes: --timeout: the answer takes longer than 0 s. See 'nodectl nodes --help'.
          status --format xml                    | nodectl status: invalid value for option '--format': it is table or json, not 'xml'. See 'nodectl status --help'.
          logs --tail all                        | nodectl logs: invalid value for option '--tail': 'all' is not a number, such as 100. See 'nodectl logs --help'.
          restart                                | nodectl restart: missing required parameter: 'COMPONENT'. See 'nodectl restart --help'.
          doctor --port x                        | nodectl doctor: invalid value for option '--port': 'x' is not a port (0 to 65535). See 'nodectl doctor --help'.
          config print                           | nodectl config: unknown action 'print': it is show. See 'nodectl config --help'.
          completion fish                        | nodectl completion: there is no completion for 'fish'; it is there for bash and zsh. See 'nodectl completion --help'.
          """)
  void wrong_usage_is_one_line_that_says_what_is_wrong_and_where_to_read(
      String line, String expected) {
    Cli.Result result = cli.run(line.split(" +", -1));
    assertEquals(expected + "\n", result.err());
    assertEquals("", result.out());
    assertEquals(ExitCode.USAGE.number(), result.code());
  }

  @Test
  void nodectl_alone_is_wrong_usage() {
    Cli.Result result = cli.run();
    assertEquals("nodectl: a command is missing. See 'nodectl --help'.\n", result.err());
    assertEquals(ExitCode.USAGE.number(), result.code());
  }

  @Test
  void hints_name_the_program_as_it_was_called() {
    cli.with("NODECTL_COMMAND", "./my checkout/scripts/nodectl");
    assertEquals(
        "nodectl start: unexpected 'now'. See ''./my checkout/scripts/nodectl' start --help'.\n",
        cli.run("start", "now").err());
    cli.with("NODECTL_COMMAND", "scripts/nodectl");
    String told = cli.run("status").err();
    assertTrue(told.endsWith("Start one: scripts/nodectl start --head\n"), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate --format json",
        "start --no-such-flag --format=json",
        "start --format JSON --head --port x",
        "stop --all --name x --format json"
      })
  void programs_get_an_object_on_standard_output_and_nothing_else(String line) {
    Cli.Result result = cli.run(line.split(" ", -1));
    JsonNode error = new JsonMapper().readTree(result.out()).path("error");
    assertEquals("usage", error.path("code").asString());
    assertTrue(error.path("component").isNull());
    assertFalse(error.path("message").asString().isEmpty());
    assertTrue(error.path("log_tail").isArray());
    assertEquals("", result.err());
    assertEquals(ExitCode.USAGE.number(), result.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "stop",
        "stop --all",
        "ps",
        "events",
        "trace",
        "restart raylet",
        "nodes",
        "logs raylet",
        "logs",
        "gc"
      })
  void where_there_is_no_node_there_is_nothing(String line) {
    assertEquals(ExitCode.NOTHING_THERE.number(), cli.run(line.split(" ", -1)).code());
  }

  @Test
  void every_command_has_help_with_examples() {
    String overview = cli.run("--help").out();
    for (String command : COMMANDS) {
      Cli.Result help = cli.run(command, "--help");
      assertEquals(ExitCode.DONE.number(), help.code());
      assertTrue(help.out().contains("Examples:\n  "), help.out());
      assertEquals(help.out(), cli.run("help", command).out());
      assertTrue(overview.contains("\n  " + command + " "), overview);
    }
  }

  @Test
  void help_lists_every_exit_code_there_is() {
    String help = cli.run("help").out();
    for (ExitCode code : ExitCode.values()) {
      String line = "\n  %-4d %-18s ".formatted(code.number(), code.code());
      assertTrue(help.contains(line), line);
    }
    help.lines().forEach(l -> assertTrue(l.length() <= 100, l));
  }

  @Test
  void no_line_of_help_is_longer_than_a_hundred_characters_or_broken_to_fit() {
    for (String command : COMMANDS) {
      String help = cli.run(command, "--help").out();
      help.lines().forEach(l -> assertTrue(l.length() <= 100, l));
      // picocli goes on two columns further right than the lines that are written here.
      help.lines().forEach(l -> assertFalse(l.matches(" {30}\\S.*"), l));
    }
  }

  @Test
  void version_is_there_as_a_command_and_as_a_flag() {
    Cli.Result command = cli.run("version");
    assertEquals(ExitCode.DONE.number(), command.code());
    assertTrue(command.out().startsWith("nodectl 0.1.0"), command.out());
    assertEquals(command.out(), cli.run("--version").out());
    assertEquals(
        System.getProperty("java.version"),
        new JsonMapper()
            .readTree(cli.run("version", "--format", "json").out())
            .path("java")
            .asString()
            .split("[+]", -1)[0]);
  }

  @Test
  void a_result_that_cannot_be_written_is_no_success() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of("version"),
            new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    assertEquals(ExitCode.COMPONENT_FAILED.number(), code);
    String told = err.toString(StandardCharsets.UTF_8);
    assertTrue(told.startsWith("nodectl: standard output could not be written"), told);
  }

  @ParameterizedTest
  @CsvSource({"0, 125", "3, 3", "141, 141"})
  void a_run_whose_output_is_lost_is_no_success(int code, int expected) throws Exception {
    try (FakeRaylet raylet = FakeRaylet.start();
        PrintStream full = new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8)) {
      raylet.attached =
          List.of(
              FakeRaylet.state(WorkerState.STARTING),
              FakeRaylet.out("x"),
              AttachReply.newBuilder().setExit(WorkerExit.newBuilder().setCode(code)).build());
      assertEquals(
          expected,
          Main.run(
              List.of("run", "--address", raylet.address().toString(), "--", "x"),
              full,
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    }
  }

  @Test
  void completion_knows_every_command_and_its_flags() {
    String script = cli.run("completion", "zsh").out();
    for (String word : COMMANDS) {
      assertTrue(script.contains(word), word);
    }
    assertTrue(script.contains("--ray-client-server-port"), "flags");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
