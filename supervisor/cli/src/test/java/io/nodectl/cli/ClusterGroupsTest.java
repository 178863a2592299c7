package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.Bundle.BundleIdentifier;
import io.nodectl.messages.ray.PlacementGroupStats;
import io.nodectl.messages.ray.PlacementGroupStats.SchedulingState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterGroupsTest {
  private static final PlacementGroupTableData GROUP =
      PlacementGroupTableData.newBuilder()
          .setPlacementGroupId(id(0x11, 18))
          .setCreatorJobId(id(1, 4))
          .setName("g")
          .setState(PlacementGroupState.RESCHEDULING)
          .setStrategy(PlacementStrategy.SPREAD)
          .setStats(
              PlacementGroupStats.newBuilder().setSchedulingState(SchedulingState.NO_RESOURCES))
          .addBundles(Bundle.newBuilder().setNodeId(id(0xab, 28)))
          .addBundles(
              Bundle.newBuilder()
                  .setBundleId(BundleIdentifier.newBuilder().setBundleIndex(1))
                  .putUnitResources("CPU", 2))
          .build();

  @Test
  void people_see_where_bundles_are_and_why_a_group_waits() {
    assertEquals(
        List.of(
            "GROUP ID  NAME  STATE         STRATEGY  JOB       BUNDLES  NODES     SCHEDULING",
            "11111111  g     RESCHEDULING  SPREAD    01010101  2        abababab  NO_RESOURCES"),
        ClusterGroups.listing(List.of(GROUP), 10).lines());
  }

  @Test
  void programs_get_each_bundle() {
    var bundles = ClusterGroups.listing(List.of(GROUP), 10).json().get(0).path("bundles");
    assertEquals("ab".repeat(28), bundles.get(0).path("node_id").asString());
    assertTrue(bundles.get(1).path("node_id").isNull());
    assertEquals(2, bundles.get(1).path("resources").path("CPU").asInt());
  }

  @Test
  void a_list_that_is_cut_says_so() {
    assertEquals(
        Optional.of("note: these are 1 of 2: see --limit"),
        ClusterGroups.listing(List.of(GROUP, GROUP), 1).cut());
  }

  private static ByteString id(int number, int bytes) {
    return ByteString.fromHex("%02x".formatted(number).repeat(bytes));
  }
}
