package io.nodectl.gcs.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClusterViewTest {

  private final ClusterView view = new ClusterView();

  @Test
  void all_that_a_new_node_has_is_free() {
    view.registered(node(1, 4));
    assertEquals(cpus(4), free(1));
  }

  @Test
  void a_view_of_a_node_replaces_what_was_known() {
    view.registered(node(1, 4));
    view.report(TestNodes.id(1), told(4, 1), 0);
    assertEquals(cpus(1), free(1));
    assertEquals(cpus(4), view.snapshot().node(TestNodes.id(1)).orElseThrow().total());
  }

  @Test
  void a_view_of_an_unknown_node_is_nothing() {
    view.report(TestNodes.id(1), told(4, 1), 0);
    assertTrue(view.snapshot().byId().isEmpty());
  }

  @Test
  void what_is_claimed_is_not_free_until_it_is_dropped() {
    view.registered(node(1, 4));
    Claim claim = view.claim(TestNodes.id(1), cpus(3));
    assertEquals(cpus(1), free(1));
    view.drop(claim);
    assertEquals(cpus(4), free(1));
  }

  @Test
  void a_settled_claim_lasts_until_the_node_tells_of_it() {
    view.registered(node(1, 4));
    Claim claim = view.claim(TestNodes.id(1), cpus(3));
    view.report(TestNodes.id(1), told(4, 4), 0);
    assertEquals(cpus(1), free(1));
    view.settle(claim);
    assertEquals(cpus(1), free(1));
    view.report(TestNodes.id(1), told(4, 1), 0);
    assertEquals(cpus(1), free(1));
  }

  @Test
  void claims_add_up_and_each_goes_by_itself() {
    view.registered(node(1, 4));
    Claim first = view.claim(TestNodes.id(1), cpus(1));
    Claim second = view.claim(TestNodes.id(1), cpus(2));
    view.settle(first);
    assertEquals(cpus(1), free(1));
    view.drop(second);
    view.drop(second);
    assertEquals(cpus(3), free(1));
    view.report(TestNodes.id(1), told(4, 3), 0);
    view.drop(first);
    assertEquals(cpus(3), free(1));
  }

  @Test
  void a_draining_node_takes_nothing_new_and_stays_so() {
    view.registered(node(1, 4));
    view.drain(TestNodes.id(1), 17);
    view.report(TestNodes.id(1), told(4, 4), 0);
    assertEquals(0, view.snapshot().open().count());
    assertEquals(17, view.snapshot().node(TestNodes.id(1)).orElseThrow().drain().deadlineMs());
  }

  @Test
  void a_node_without_an_object_store_is_seen_but_takes_nothing() {
    view.registered(node(1, 4).toBuilder().clearObjectStoreSocketName().build());
    assertEquals(1, view.snapshot().nodes().count());
    assertEquals(0, view.snapshot().takingLeases().count());
  }

  @Test
  void a_node_that_registers_again_keeps_what_it_told() {
    view.registered(node(1, 4));
    view.report(TestNodes.id(1), told(4, 1), 0);
    view.registered(node(1, 4));
    assertEquals(cpus(1), free(1));
  }

  @Test
  void a_dead_node_is_gone() {
    view.registered(node(1, 4));
    view.departed(node(1, 4));
    assertTrue(view.snapshot().node(TestNodes.id(1)).isEmpty());
  }

  @Test
  void a_snapshot_is_taken_anew_only_when_something_has_changed() {
    view.registered(node(1, 4));
    ClusterSnapshot before = view.snapshot();
    assertSame(before, view.snapshot());
    view.registered(node(2, 4));
    assertFalse(before.byId().containsKey(TestNodes.id(2)));
    assertEquals(2, view.snapshot().nodes().count());
  }

  @Test
  void listeners_hear_of_what_may_make_room() {
    var heard = new AtomicInteger();
    view.addListener(heard::incrementAndGet);
    view.registered(node(1, 4));
    Claim claim = view.claim(TestNodes.id(1), cpus(1));
    assertEquals(1, heard.get());
    view.drop(claim);
    view.report(TestNodes.id(1), told(4, 4), 0);
    assertEquals(3, heard.get());
  }

  private Resources free(int node) {
    return view.snapshot().node(TestNodes.id(node)).orElseThrow().available();
  }

  private static Resources cpus(double count) {
    return Resources.of(Map.of("CPU", count));
  }

  private static GcsNodeInfo node(int number, double cpus) {
    return TestNodes.worker(number).toBuilder()
        .setObjectStoreSocketName("/store-" + number)
        .putResourcesTotal("CPU", cpus)
        .build();
  }

  private static ResourceViewSyncMessage told(double total, double free) {
    return ResourceViewSyncMessage.newBuilder()
        .putResourcesTotal("CPU", total)
        .putResourcesAvailable("CPU", free)
        .build();
  }
}
