package io.nodectl.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real processes. A shell makes its standard output the report pipe, because ProcessBuilder cannot
/// hand one down.
@Timeout(30)
class ProgramTest {
  private static final String ATTACHED =
      """
      exec 3>&1 >&2
      NODECTL_REPORT="v=$0,fd=3,dev=$(stat -L -c %d /dev/fd/3),ino=$(stat -L -c %i /dev/fd/3)$1"
      export NODECTL_REPORT
      shift
      exec "$@"
      """;

  private @Nullable Process process;

  @AfterEach
  void leave_nothing_behind() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_child_reports_and_obeys() throws Exception {
    Process child = start("1", "");
    List<Decoded> said = reports(child.getInputStream(), 2);
    Decoded.Reported bound = assertInstanceOf(Decoded.Reported.class, said.get(0));
    assertEquals(child.pid(), assertInstanceOf(Report.Bound.class, bound.report()).pid());
    assertEquals(new Decoded.Reported(new Report.Ready()), said.get(1));
    child.getOutputStream().write(Records.encode(new Order.Stop(Duration.ofSeconds(5))));
    child.getOutputStream().flush();
    assertEquals(17, child.waitFor());
    assertEquals(List.of("attached=true", "STOP"), output(child));
  }

  @Test
  void a_child_whose_parent_is_gone_ends() throws Exception {
    Process child = start("1", "");
    reports(child.getInputStream(), 2);
    child.getOutputStream().close();
    assertEquals(17, child.waitFor());
    assertEquals(List.of("attached=true", "PARENT_GONE"), output(child));
  }

  @Test
  void a_child_whose_parent_never_reads_ends_with_its_lifeline() throws Exception {
    Process child = start("1", "");
    child.getInputStream().close();
    child.getOutputStream().close();
    assertEquals(17, child.waitFor());
  }

  @Test
  void sigterm_waits_for_the_end_of_the_program_and_keeps_its_exit_code() throws Exception {
    Process child = start("1", "");
    reports(child.getInputStream(), 2);
    child.toHandle().destroy();
    assertEquals(17, child.waitFor());
    assertEquals(List.of("attached=true", "SIGNAL"), output(child));
  }

  @Test
  void a_defect_is_reported_and_is_exit_code_1() throws Exception {
    Process child = start("1", "", "fail");
    List<Decoded> said = reports(child.getInputStream(), 3);
    Decoded.Reported last = assertInstanceOf(Decoded.Reported.class, said.get(2));
    Report.Fail fail = assertInstanceOf(Report.Fail.class, last.report());
    assertEquals("bug", fail.code());
    assertTrue(fail.message().contains("planted"), fail::message);
    assertEquals(1, child.waitFor());
  }

  @Test
  void a_wrong_inode_is_a_program_run_by_hand() throws Exception {
    Process child = start("1", "0");
    child.getOutputStream().close();
    assertEquals("attached=false", child.errorReader().readLine());
    child.toHandle().destroy();
    assertEquals(17, child.waitFor());
    assertEquals("SIGNAL", child.errorReader().readLine());
    assertEquals(-1, child.getInputStream().read());
  }

  @Test
  void a_parent_of_a_later_version_is_refused_with_both_numbers() throws Exception {
    Process child = start("2", "");
    String error = child.errorReader().readLine();
    assertTrue(error.contains("NODECTL/2") && error.contains("NODECTL/1"), error);
    assertEquals(5, child.waitFor());
  }

  private Process start(String version, String inodeSuffix, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", ATTACHED, version, inodeSuffix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SmallestProgram.class.getName());
    command.addAll(List.of(args));
    Process started = new ProcessBuilder(command).start();
    process = started;
    return started;
  }

  private static List<String> output(Process child) throws IOException {
    try (BufferedReader output = child.errorReader()) {
      return output.readAllLines();
    }
  }

  private static List<Decoded> reports(InputStream pipe, int count) throws IOException {
    ReportDecoder decoder = new ReportDecoder();
    List<Decoded> decoded = new ArrayList<>();
    byte[] buffer = new byte[4096];
    while (decoded.size() < count) {
      int length = pipe.read(buffer);
      assertTrue(length > 0, () -> "the pipe ended after " + decoded);
      decoded.addAll(decoder.feed(buffer, 0, length));
    }
    return decoded;
  }
}
