package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryLimitTest {

  @TempDir private Path mount;

  @Test
  void without_a_limit_all_installed_memory_counts() throws IOException {
    write("memory.max", "max\n");
    assertEquals(4096, MemoryLimit.within(4096, List.of("0::/"), mount));
  }

  @Test
  void the_tightest_limit_of_all_groups_above_counts() throws IOException {
    write("a/memory.max", "1000\n");
    write("a/b/memory.max", "2000\n");
    assertEquals(1000, MemoryLimit.within(4096, List.of("0::/a/b"), mount));
  }

  @Test
  void the_first_version_of_cgroups_counts_too() throws IOException {
    write("memory/x/memory.limit_in_bytes", "512\n");
    assertEquals(512, MemoryLimit.within(4096, List.of("1:cpu:/", "4:memory:/x"), mount));
  }

  @Test
  void in_a_container_the_mount_is_the_own_group() throws IOException {
    write("memory.max", "700\n");
    assertEquals(700, MemoryLimit.within(4096, List.of("0::/not/to/be/seen"), mount));
  }

  @Test
  void a_limit_above_what_is_installed_is_none() throws IOException {
    write("memory.max", "9223372036854771712\n");
    assertEquals(4096, MemoryLimit.within(4096, List.of("0::/"), mount));
  }

  private void write(String file, String text) throws IOException {
    Path path = mount.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
