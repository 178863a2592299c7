package io.nodectl.environment.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentNameTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    write("main.py", "print(1)\n");
    write("pkg/__init__.py", "x = 1\n");
    write("pkg/sub/mod.py", "y\n");
    write("pkg/secret.txt", "secret\n");
    write("logs/a.log", "log\n");
    write("logs/keep.log", "keep\n");
    write("build/x/o.bin", "b\n");
    write(".git/HEAD", "g\n");
    write(".gitignore", "*.log\n!keep.log\nbuild/\n# c\n\n/pkg/secret.txt\n");
    write("deep/.rayignore", "b/\n");
    write("deep/a/b/z.txt", "z\n");
    write("deep/a/w.txt", "w\n");
    Files.createDirectory(folder.resolve("empty"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// The names are those that Ray 2.60's own code gives to these files.
  @Test
  void a_folder_has_the_name_that_ray_gives_it() throws Exception {
    Excludes usual = Excludes.ofWorkingDir(List.of(), Map.of());
    assertEquals(
        "gcs://_ray_pkg_7c60faaa3fdb044d.zip",
        ContentName.ofFolder(folder, FolderWalk.of(folder, usual)));
    Excludes other =
        Excludes.ofModule(
            List.of("**/sub", "*.txt"), Map.of("RAY_RUNTIME_ENV_IGNORE_GITIGNORE", "1"));
    assertEquals(
        "gcs://_ray_pkg_6983413a6388212f.zip",
        ContentName.ofFolder(folder, FolderWalk.of(folder, other)));
  }

  @Test
  void a_file_has_the_name_that_ray_gives_it() throws Exception {
    assertEquals(
        "gcs://_ray_pkg_d53bc05ad70b0e64.zip", ContentName.ofFile(folder.resolve("main.py")));
  }

  @Test
  void a_package_is_named_by_its_bytes_and_a_wheel_by_its_name() throws Exception {
    write("a.jar", "abc");
    assertEquals(
        "gcs://_ray_pkg_a9993e364706816aba3e25717850c26c9cd0d89d.jar",
        ContentName.ofPackage(folder.resolve("a.jar"), ArchiveKind.JAR));
    assertEquals(
        "gcs://a-1-py3-none-any.whl",
        ContentName.ofPackage(folder.resolve("a-1-py3-none-any.whl"), ArchiveKind.WHEEL));
  }

  @Test
  void a_module_is_told_apart_from_a_working_directory_of_the_same_files() throws Exception {
    Excludes excludes = Excludes.ofModule(List.of(), Map.of());
    Path module = folder.resolve("pkg");
    List<Path> contents = FolderWalk.of(module, excludes);
    assertNotEquals(ContentName.ofFolder(module, contents), ContentName.ofModule(module, contents));
  }

  @Test
  void a_link_that_leads_back_is_told_of_and_not_followed_for_ever() throws Exception {
    Files.createSymbolicLink(folder.resolve("deep/back"), folder);
    Excludes excludes = Excludes.ofModule(List.of(), Map.of());
    IOException failure = assertThrows(IOException.class, () -> FolderWalk.of(folder, excludes));
    assertTrue(String.valueOf(failure.getMessage()).contains("leads back"), failure::toString);
  }
}
