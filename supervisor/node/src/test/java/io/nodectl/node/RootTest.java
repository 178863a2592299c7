package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nodectl.handshake.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootTest {
  @TempDir Path folder;

  private static Problem refusal(Path root) {
    Problem problem =
        assertThrows(ProblemException.class, () -> new Root(root).knownNodes()).problem();
    assertTrue(problem.message().contains(root.toString()), problem.message());
    return problem;
  }

  @Test
  void a_root_that_does_not_exist_has_no_nodes() throws Exception {
    assertEquals(List.of(), new Root(folder.resolve("none")).knownNodes());
  }

  @Test
  void a_root_that_is_a_file_is_refused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertEquals(ExitCode.REFUSED, refusal(file).code());
    ProblemException below =
        assertThrows(ProblemException.class, () -> new Root(file).node(new NodeName("n")).create());
    assertEquals(ExitCode.REFUSED, below.problem().code());
    assertTrue(below.problem().message().contains("is in the way: " + file), below.toString());
  }

  @Test
  void a_root_that_cannot_be_opened_is_told_and_not_taken_for_an_empty_one() throws Exception {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    assertTrue(refusal(loop).message().contains("cannot read the folder"));
  }

  @Test
  void what_nobody_may_read_is_refused_and_not_overlooked() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read all");
    Path node = Files.createDirectory(folder.resolve("n"));
    forbid(node);
    assertEquals(List.of(new NodeFolder(node)), new Root(folder).knownNodes());
    forbid(folder);
    try {
      assertTrue(refusal(folder).message().contains("permission denied"));
      assertEquals(ExitCode.REFUSED, refusal(folder).code());
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void forbid(Path path) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
  }

  @Test
  void files_and_folders_of_others_in_the_root_are_no_nodes() throws Exception {
    Files.createFile(folder.resolve("file"));
    Path other = Files.createDirectory(folder.resolve("Not+A+Node"));
    Files.createFile(other.resolve("state.json"));

    assertEquals(List.of(), new Root(folder).knownNodes());
  }
}
