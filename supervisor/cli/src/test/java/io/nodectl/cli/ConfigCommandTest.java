package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigCommandTest {
  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void in_a_folder_of_its_own() throws IOException {
    cli = new Cli(folder);
    Files.createDirectories(folder.resolve("root"));
  }

  private Path file() {
    return folder.resolve("root/nodectl.toml");
  }

  private void write(String... lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines) + "\n");
  }

  /// `value origin where` of a key.
  private String shown(String key, String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"config", "show", "--format", "json"}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    Cli.Result result = cli.run(args);
    assertEquals(ExitCode.DONE.number(), result.code(), result.out());
    for (JsonNode each : new JsonMapper().readTree(result.out())) {
      if (each.path("key").asString().equals(key)) {
        return (each.path("value").asString("-")
                + " "
                + each.path("origin").asString()
                + " "
                + each.path("where").asString(""))
            .strip();
      }
    }
    return "no such key";
  }

  @Test
  void a_flag_comes_before_the_environment_before_the_file_before_a_default() throws IOException {
    assertEquals("60, at most 600 default", shown("timeout"));
    write("# for all", "timeout = 30");
    assertEquals("30 file " + file() + ", line 2", shown("timeout"));
    cli.with("NODECTL_START_TIMEOUT", "20");
    assertEquals("20 environment NODECTL_START_TIMEOUT", shown("timeout"));
    assertEquals("10 flag --timeout", shown("timeout", "--timeout", "10"));
  }

  @Test
  void the_section_of_a_node_comes_before_that_of_its_role_before_the_top() throws IOException {
    write(
        "node-name = \"top\"",
        "timeout = 10",
        "[role.worker]",
        "timeout = 20",
        "node-name = \"worker\"",
        "[role.head]",
        "port = 6379",
        "[node.w1]",
        "address = \"127.0.0.1:6379\"",
        "timeout = 40");
    assertEquals("40 file " + file() + ", line 10", shown("timeout", "--name", "w1"));
    assertEquals("worker file " + file() + ", line 5", shown("node-name", "--name", "w1"));
    assertEquals("20 file " + file() + ", line 4", shown("timeout", "--address", "h:1"));
    assertEquals("6379 file " + file() + ", line 7", shown("port", "--head"));
    assertEquals("top file " + file() + ", line 1", shown("node-name", "--head"));
  }

  @Test
  void who_says_the_role_says_all_about_it() throws IOException {
    write("address = \"127.0.0.1:1\"");
    assertEquals("- default", shown("address", "--head"));
    cli.with("NODECTL_START_HEAD", "true");
    assertEquals("true environment NODECTL_START_HEAD", shown("head"));
    assertEquals("- default", shown("address"));
  }

  @Test
  void another_file_is_named_by_a_flag_or_a_variable_and_must_be_there() throws IOException {
    Path other = Files.writeString(folder.resolve("other.toml"), "timeout = 5\n");
    cli.with("NODECTL_CONFIG", other.toString());
    assertEquals("5 file " + other + ", line 1", shown("timeout"));
    Cli.Result missing = cli.run("start", "--head", "--config", folder + "/none.toml");
    assertEquals(ExitCode.USAGE.number(), missing.code());
    assertTrue(missing.err().contains("none.toml"), missing.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prot = 1                | line 1: unknown key 'prot' (did you mean port?)
          port = 70000            | line 1: port: '70000' is not a port (0 to 65535)
          block = 1               | line 1: block: it is true or false, not '1'
          port = [1, 2]           | line 1: 'port' takes one value
          port =                  | line 1 is not TOML:
          [hosts]; port = 1       | unknown section [hosts]; there are [role.head], [role.worker] and [node.NAME]
          """)
  void a_file_that_cannot_be_right_is_wrong_usage_with_its_line(String text, String expected)
      throws IOException {
    write(text.replace("; ", "\n"));
    Cli.Result result = cli.run("start", "--head");
    assertEquals(ExitCode.USAGE.number(), result.code());
    assertTrue(result.err().contains(expected), result.err());
    assertTrue(result.err().contains(file().toString()), result.err());
  }

  @Test
  void a_variable_that_is_none_is_wrong_usage() {
    cli.with("NODECTL_START_TIME_OUT", "1");
    assertTrue(
        cli.run("start", "--head")
            .err()
            .contains(
                "unknown variable NODECTL_START_TIME_OUT (did you mean NODECTL_START_TIMEOUT?)"));
  }

  @Test
  void a_table_shows_all_keys() {
    String table = cli.run("config", "show", "--head").out();
    assertTrue(table.startsWith("KEY "), table);
    assertTrue(table.matches("(?s).*\nhead +true +flag --head\n.*"), table);
    assertTrue(table.matches("(?s).*\nblock +- +default\n.*"), table);
  }
}
