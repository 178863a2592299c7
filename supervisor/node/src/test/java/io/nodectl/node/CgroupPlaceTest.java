package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CgroupPlaceTest {
  private static final String PURE =
      """
      24 1 0:5 / /proc rw - proc proc rw
      30 1 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw
      """;
  private static final String HYBRID =
      """
      41 1 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
      42 1 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
      """;

  @Test
  void the_group_lies_below_the_mount() {
    assertEquals(
        Optional.of(Path.of("/sys/fs/cgroup/system.slice/nodectl.service")),
        CgroupPlace.find("0::/system.slice/nodectl.service\n", PURE));
  }

  @Test
  void beside_version_1_there_may_be_one_of_version_2() {
    assertEquals(
        Optional.of(Path.of("/sys/fs/cgroup/unified")),
        CgroupPlace.find("4:memory:/some/where\n0::/\n", HYBRID));
  }

  @Test
  void a_mount_that_begins_at_our_group_shows_it_as_its_root() {
    String bound = "30 1 0:26 /box/7 /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
    assertEquals(
        Optional.of(Path.of("/sys/fs/cgroup/inner")), CgroupPlace.find("0::/box/7/inner\n", bound));
    assertEquals(Optional.empty(), CgroupPlace.find("0::/elsewhere\n", bound));
  }

  @Test
  void without_version_2_there_is_none() {
    assertEquals(Optional.empty(), CgroupPlace.find("4:memory:/some/where\n", HYBRID));
    assertEquals(Optional.empty(), CgroupPlace.find("0::/\n", ""));
  }
}
