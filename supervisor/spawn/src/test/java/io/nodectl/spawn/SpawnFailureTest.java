package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnFailureTest {
  private final Shell shell = new Shell();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void a_program_that_does_not_exist_is_named() {
    refused(spec("/nowhere/prog"), "ENOENT", "/nowhere/prog: no such program");
  }

  @Test
  void a_path_that_goes_through_a_file_names_that_file() throws Exception {
    Path file = program("#!/bin/sh\n", "rwx------");
    String words = file + " is not a folder";
    refused(spec(file + "/x"), "ENOTDIR", words);
    refused(spec(file + "/x/y"), "ENOTDIR", words);
  }

  @Test
  void a_program_that_is_not_in_the_path_is_named_with_the_path() {
    refused(spec("no-such-prog"), "ENOENT", "no such program in PATH=/bin");
  }

  @Test
  void a_directory_that_does_not_exist_is_named() {
    Path missing = folder.resolve("gone");
    SpawnSpec spec = new SpawnSpec(List.of("/bin/true"), Map.of(), missing, Map.of());
    refused(spec, "ENOENT", "its directory " + missing + " does not exist");
  }

  @Test
  void a_directory_that_is_a_file_is_named() {
    SpawnSpec spec = new SpawnSpec(List.of("/bin/true"), Map.of(), Path.of("/bin/sh"), Map.of());
    refused(spec, "ENOTDIR", "its directory /bin/sh is a file");
  }

  @Test
  void a_file_that_is_not_executable_is_told_apart() throws Exception {
    Path file = program("#!/bin/sh\n", "rw-------");
    refused(spec(file.toString()), "EACCES", "it is not executable; run chmod +x on it");
  }

  @Test
  void a_file_in_the_path_that_is_not_executable_is_told_apart() throws Exception {
    Path file = program("#!/bin/sh\n", "rw-------");
    SpawnSpec spec =
        new SpawnSpec(List.of("prog"), Map.of("PATH", folder.toString()), Path.of("/"), Map.of());
    refused(spec, "EACCES", file + " is not executable");
  }

  @Test
  void a_folder_is_no_program() {
    refused(spec(folder.toString()), "EACCES", "it is a folder");
  }

  @Test
  void a_missing_interpreter_is_told_apart_from_a_missing_program() throws Exception {
    Path file = program("#!/nowhere/interpreter\n", "rwx------");
    refused(spec(file.toString()), "ENOENT", "the interpreter that it names is not");
  }

  @Test
  void a_text_without_an_interpreter_line_is_no_program() throws Exception {
    Path file = program("echo\n", "rwx------");
    refused(spec(file.toString()), "ENOEXEC", "no #! line");
  }

  @Test
  void arguments_that_are_too_long_are_told() {
    SpawnSpec spec = spec("/bin/true", "x".repeat(1 << 20));
    refused(spec, "E2BIG", "longer than the system allows");
  }

  private Path program(String text, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("prog"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static SpawnSpec spec(String... command) {
    return new SpawnSpec(List.of(command), Map.of("PATH", "/bin"), Path.of("/"), Map.of());
  }

  private void refused(SpawnSpec spec, String errno, String words) {
    SpawnException e = assertThrows(SpawnException.class, () -> shell.spawn(spec));
    assertEquals(errno, e.errnoName());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(words) && message.contains(errno), message);
  }
}
