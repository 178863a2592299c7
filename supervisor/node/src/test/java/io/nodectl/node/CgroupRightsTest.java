package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.CgroupRights.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CgroupRightsTest {
  private static final Optional<Path> OWN = Optional.of(Path.of("/sys/fs/cgroup/own"));

  @Test
  void a_delegated_group_with_both_controllers_lacks_nothing() {
    CgroupRights rights = judge(new Facts(OWN, true, true, true, List.of("cpu", "memory", "pids")));
    assertEquals(OWN, rights.folder());
    assertEquals(List.of(), rights.missing());
  }

  @Test
  void a_missing_controller_is_named_and_groups_work_without_it() {
    CgroupRights rights = judge(new Facts(OWN, true, false, false, List.of("cpu")));
    assertEquals(OWN, rights.folder());
    assertEquals(1, rights.missing().size());
    assertTrue(rights.missing().getFirst().contains("'memory'"), rights::toString);
  }

  @Test
  void a_group_that_is_not_ours_is_left_alone_and_the_way_out_is_named() {
    for (Facts facts :
        List.of(
            new Facts(OWN, false, true, true, List.of("cpu", "memory")),
            new Facts(OWN, true, true, false, List.of("cpu", "memory")))) {
      CgroupRights rights = judge(facts);
      assertEquals(Optional.empty(), rights.folder());
      assertTrue(rights.missing().getFirst().contains("Delegate=yes"), rights::toString);
    }
  }

  @Test
  void a_machine_without_version_2_says_so() {
    CgroupRights rights = judge(new Facts(Optional.empty(), false, false, false, List.of()));
    assertEquals(List.of("no cgroup of version 2 is mounted"), rights.missing());
  }

  @Test
  void this_machine_can_be_looked_at() {
    CgroupRights rights = CgroupRights.look();
    assertTrue(rights.folder().isPresent() || !rights.missing().isEmpty(), rights::toString);
  }

  private static CgroupRights judge(Facts facts) {
    return CgroupRights.judge(facts);
  }
}
