package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdCommandTest {
  @TempDir Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void from_a_distribution() {
    cli = new Cli(folder);
    System.setProperty(Distribution.PROPERTY, folder.resolve("dist").toString());
  }

  @AfterEach
  void from_none() {
    System.clearProperty(Distribution.PROPERTY);
  }

  @Test
  void a_template_is_filled_and_lines_without_a_value_are_left_out() {
    UnitTemplate template =
        new UnitTemplate(
            "# About the template\n\nUser=@user@\nA=@a:1@ @b:2@\n# mail me@home\nGone=@gone@\n");
    assertEquals(
        "User=r%%y\nA=1 3\n# mail me@home\n", template.filled(Map.of("user", "r%y", "b", "3")));
  }

  @Test
  void a_head_gets_the_usual_port_and_this_installation() {
    Cli.Result result = cli.run("systemd", "print", "--head", "--user", "ray");
    assertEquals(0, result.code(), result.err());
    assertLine(result.out(), "Type=notify");
    assertLine(result.out(), "User=ray");
    assertLine(result.out(), "Environment=NODECTL_ROOT=" + folder.resolve("root"));
    assertLine(result.out(), "Environment=JAVA_HOME=" + System.getProperty("java.home"));
    assertLine(
        result.out(),
        "ExecStart=" + folder.resolve("dist/bin/nodectl") + " start --head --block \\");
    assertLine(result.out(), "    --port=6379 \\");
    assertFalse(result.out().contains("@"), result.out());
    assertFalse(result.out().contains("LoadCredential"), "no token was named");
  }

  @Test
  void a_worker_gets_its_token_through_systemd() {
    Cli.Result result =
        cli.run("systemd", "print", "--address=10.0.0.5:6379", "--token-file", "/etc/token");
    assertEquals(0, result.code(), result.err());
    assertLine(result.out(), "LoadCredential=token:/etc/token");
    assertLine(result.out(), "    --token-file=${CREDENTIALS_DIRECTORY}/token \\");
    assertLine(result.out(), "    --address=10.0.0.5:6379 \\");
    assertEquals("", result.err());
  }

  @Test
  void an_installed_unit_is_not_written_over_unless_forced() throws IOException {
    String into = "--into=" + folder;
    Path unit = folder.resolve("nodectl-head.service");
    Cli.Result first = cli.run("systemd", "install", "--head", into);
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("systemctl enable --now nodectl-head"), first.out());
    assertEquals(0, cli.run("systemd", "install", "--head", into).code(), "it says the same");

    Files.writeString(unit, "# mine");
    Cli.Result refused = cli.run("systemd", "install", "--head", into);
    assertEquals(ExitCode.REFUSED.number(), refused.code());
    assertTrue(refused.err().contains("--force"), refused.err());
    assertEquals("# mine", Files.readString(unit));

    assertEquals(0, cli.run("systemd", "install", "--head", into, "--force").code());
    assertTrue(Files.readString(unit).contains("ExecStart="));
  }

  @Test
  void what_cannot_be_is_said() {
    assertUsage("give --head for a head's unit", "systemd", "print");
    assertUsage("neither print nor install", "systemd", "remove", "--head");
    assertUsage("a worker has no such port", "systemd", "print", "--address=h:1", "--port=7");
    assertUsage("a blank", "systemd", "print", "--head", "--user", "a b");
  }

  private void assertUsage(String words, String... args) {
    Cli.Result result = cli.run(args);
    assertEquals(ExitCode.USAGE.number(), result.code());
    assertTrue(result.err().contains(words), result.err());
  }

  private static void assertLine(String unit, String line) {
    assertTrue(unit.lines().anyMatch(line::equals), () -> line + " in\n" + unit);
  }
}
