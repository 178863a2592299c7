package io.nodectl.gcs.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementStrategy;
import io.nodectl.rpc.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BundleSchedulerTest {

  private final ClusterView view = new ClusterView();

  @Test
  void pack_takes_one_node_if_one_has_room() {
    node(1, 2);
    node(2, 8);
    assertEquals(Map.of(0, id(2), 1, id(2)), places(group(PlacementStrategy.PACK, 1, 1)));
  }

  @Test
  void pack_takes_as_few_nodes_as_it_can() {
    node(1, 2);
    node(2, 3);
    node(3, 2);
    Map<Integer, NodeId> places = places(group(PlacementStrategy.PACK, 2, 1, 1));
    assertEquals(2, Set.copyOf(places.values()).size());
  }

  @Test
  void strict_pack_waits_for_a_node_that_has_room_for_all() {
    node(1, 4);
    node(2, 3);
    assertEquals(
        Set.of(id(1)), Set.copyOf(places(group(PlacementStrategy.STRICT_PACK, 2, 2)).values()));
    view.claim(id(1), cpus(1));
    assertInstanceOf(Plan.NoRoom.class, plan(group(PlacementStrategy.STRICT_PACK, 2, 2)));
    assertInstanceOf(Plan.Infeasible.class, plan(group(PlacementStrategy.STRICT_PACK, 3, 2)));
  }

  @Test
  void strict_pack_goes_to_the_target_if_it_has_room() {
    node(1, 2);
    node(2, 8);
    PlacementGroupTableData wanted =
        group(PlacementStrategy.STRICT_PACK, 1, 1).toBuilder()
            .setSoftTargetNodeId(id(1).bytes())
            .build();
    assertEquals(id(1), places(wanted).get(0));
    view.claim(id(1), cpus(1));
    assertEquals(id(2), places(wanted).get(0));
  }

  @Test
  void spread_uses_all_nodes_before_it_uses_one_twice() {
    node(1, 8);
    node(2, 2);
    node(3, 1);
    Map<Integer, NodeId> places = places(group(PlacementStrategy.SPREAD, 1, 1, 1));
    assertEquals(Set.of(id(1), id(2), id(3)), Set.copyOf(places.values()));
    assertEquals(4, places(group(PlacementStrategy.SPREAD, 1, 1, 1, 1)).size());
  }

  @Test
  void strict_spread_never_uses_a_node_twice() {
    node(1, 8);
    node(2, 8);
    assertEquals(2, places(group(PlacementStrategy.STRICT_SPREAD, 1, 1)).size());
    assertInstanceOf(Plan.Infeasible.class, plan(group(PlacementStrategy.STRICT_SPREAD, 1, 1, 1)));
  }

  @Test
  void strict_spread_lets_a_bundle_give_way_to_one_that_fits_nowhere_else() {
    node(1, 8);
    node(2, 2);
    assertEquals(Map.of(0, id(2), 1, id(1)), places(group(PlacementStrategy.STRICT_SPREAD, 2, 8)));
  }

  @Test
  void what_is_lost_of_a_strictly_spread_group_avoids_the_nodes_of_the_rest() {
    node(1, 8);
    node(2, 8);
    PlacementGroupTableData half =
        Bundles.placed(group(PlacementStrategy.STRICT_SPREAD, 1, 1), Map.of(0, id(1)));
    assertEquals(Map.of(1, id(2)), places(half));
  }

  @Test
  void labels_decide_where_a_bundle_may_be() {
    node(1, 8);
    node(2, 8);
    PlacementGroupTableData.Builder group = group(PlacementStrategy.PACK, 1).toBuilder();
    group.getBundlesBuilder(0).putLabelSelector("number", "!1");
    assertEquals(id(2), places(group.build()).get(0));
    group.getBundlesBuilder(0).putLabelSelector("number", "3");
    assertInstanceOf(Plan.Infeasible.class, plan(group.build()));
  }

  @Test
  void all_bundles_stay_in_one_domain_if_that_is_demanded() {
    nodeIn(1, 1, "a");
    nodeIn(2, 1, "b");
    nodeIn(3, 1, "b");
    node(4, 8);
    PlacementGroupTableData group =
        group(PlacementStrategy.PACK, 1, 1).toBuilder()
            .putTopologyStrategy("rack", PlacementStrategy.STRICT_PACK)
            .build();
    Plan.Placed placed = assertInstanceOf(Plan.Placed.class, plan(group));
    assertEquals(Set.of(id(2), id(3)), Set.copyOf(placed.places().values()));
    assertEquals("b", placed.domainValue());
  }

  @Test
  void nothing_is_placed_where_there_is_no_node() {
    assertInstanceOf(Plan.Infeasible.class, plan(group(PlacementStrategy.SPREAD, 1)));
  }

  private void node(int number, double cpus) {
    nodeIn(number, cpus, "");
  }

  private void nodeIn(int number, double cpus, String rack) {
    var node =
        TestNodes.worker(number).toBuilder()
            .setObjectStoreSocketName("/store")
            .putResourcesTotal("CPU", cpus);
    if (!rack.isEmpty()) {
      node.putLabels("rack", rack);
    }
    view.registered(node.build());
  }

  private Map<Integer, NodeId> places(PlacementGroupTableData group) {
    return new HashMap<>(assertInstanceOf(Plan.Placed.class, plan(group)).places());
  }

  private Plan plan(PlacementGroupTableData group) {
    List<NodeView> open = view.snapshot().open().toList();
    return BundleScheduler.plan(Wish.of(group), open);
  }

  private static PlacementGroupTableData group(PlacementStrategy strategy, double... cpus) {
    return TestGroups.group(7, strategy, cpus);
  }

  private static Resources cpus(double count) {
    return Resources.of(Map.of("CPU", count));
  }

  private static NodeId id(int number) {
    return TestNodes.id(number);
  }
}
