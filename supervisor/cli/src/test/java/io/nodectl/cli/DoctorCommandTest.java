package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.CgroupRights;
import io.nodectl.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "1024, 524288, unlimited, ok, ok",
    "1024, 2048, 700, warn, warn",
    "64, 128, 4096, bad, ok"
  })
  void limits_are_judged_by_what_a_node_needs(
      String soft, String hard, String processes, String files, String threads) {
    String table =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             %s                 unlimited                processes
        Max open files            %s                 %s               files
        """
            .formatted(processes, soft, hard);
    assertEquals(
        List.of(files, threads),
        MachineCheck.limits(table).stream().map(found -> found.level().word()).toList());
  }

  @Test
  void a_cgroup_that_is_not_ours_is_no_more_than_a_warning() {
    List<String> both = List.of("memory", "cpu");
    assertEquals(
        Finding.Level.OK,
        MachineCheck.cgroup(new CgroupRights(Optional.of(folder), both, List.of())).level());
    Finding found =
        MachineCheck.cgroup(
            new CgroupRights(Optional.empty(), List.of(), List.of("no cgroup", "no cpu")));
    assertEquals(Finding.Level.WARN, found.level());
    assertEquals("no cgroup; no cpu", found.text());
  }

  @Test
  void a_clock_that_is_behind_a_file_was_set_back() {
    Instant now = Instant.parse("2026-01-01T10:00:00Z");
    assertEquals(Finding.Level.OK, MachineCheck.clock(now, now.plusSeconds(1)).level());
    assertEquals(Finding.Level.BAD, MachineCheck.clock(now, now.plusSeconds(60)).level());
  }

  @Test
  void a_name_without_an_address_is_no_more_than_a_warning() throws InterruptedException {
    assertEquals(Finding.Level.OK, MachineCheck.hostName("127.0.0.1").level());
    assertEquals(Finding.Level.WARN, MachineCheck.hostName("no such name.invalid").level());
  }

  @Test
  void a_disk_is_bad_when_there_is_no_space_for_a_session() {
    long mib = 1024 * 1024;
    assertEquals(Finding.Level.OK, RootCheck.disk(folder, 5000 * mib).level());
    assertEquals(Finding.Level.WARN, RootCheck.disk(folder, 500 * mib).level());
    assertEquals(Finding.Level.BAD, RootCheck.disk(folder, 50 * mib).level());
  }

  @Test
  void a_root_that_others_may_write_is_bad() throws IOException {
    assertEquals(Finding.Level.OK, RootCheck.permissions(folder.resolve("none"), "me").level());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(Finding.Level.OK, RootCheck.permissions(folder, "me").level());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Finding open = RootCheck.permissions(folder, "me");
    assertEquals(Finding.Level.BAD, open.level());
    assertTrue(open.advice().startsWith("Take that from them: chmod go-w "), open.advice());
  }

  @Test
  void a_record_that_is_damaged_is_bad_and_the_others_are_not() throws IOException {
    FakeNode.known(folder, FakeNode.status("a"));
    FakeNode.known(folder, FakeNode.status("b"));
    Files.writeString(folder.resolve("b/state.json"), "{");
    List<Finding> found =
        RootCheck.records(
            List.of(new NodeFolder(folder.resolve("a")), new NodeFolder(folder.resolve("b"))));
    assertEquals(1, found.size());
    assertTrue(found.getFirst().text().startsWith("node 'b': "), found::toString);
  }

  @Test
  void a_port_is_bad_with_its_holder() {
    assertEquals(Finding.Level.OK, DoctorCommand.port(1, Optional.empty()).level());
    assertEquals(
        "port 6379 is taken by pid 8 (redis)",
        DoctorCommand.port(6379, Optional.of("pid 8 (redis)")).text());
  }

  @Test
  void it_exits_with_5_if_something_is_bad_and_says_what_to_do() throws IOException {
    FakeNode.known(folder.resolve("root"), FakeNode.status("a"));
    Files.writeString(folder.resolve("root/a/state.json"), "{");
    Cli.Result people = new Cli(folder).run("doctor");
    assertEquals(ExitCode.COMPONENT_FAILED.number(), people.code());
    assertTrue(people.out().contains("\nbad   state         node 'a': "), people.out());
    Cli.Result programs = new Cli(folder).run("doctor", "--format", "json");
    for (JsonNode finding : new JsonMapper().readTree(programs.out())) {
      assertEquals(4, finding.size(), finding::toString);
    }
  }
}
