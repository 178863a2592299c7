package io.nodectl.gcs.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.jobs.TestJobs;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PlacementGroupSpec;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlacementGroupsTest {

  private final Store store = TestStores.inMemory();
  private final ClusterView view = new ClusterView();
  private final NodeGate gate = new NodeGate();
  private final WillingRaylets raylets = new WillingRaylets();
  private final PlacementGroups groups = new PlacementGroups(store, view, gate, raylets);

  @BeforeEach
  void open() {
    gate.closeOnly(List.of());
    view.addListener(groups);
    view.registered(node(1));
    view.registered(node(2));
    JobTableData job = TestJobs.on(1, 1);
    wait(
        store.ask(
            tables -> {
              tables.put(Table.JOBS, job.getJobId(), job);
              return true;
            }));
  }

  @AfterEach
  void close() {
    groups.close();
    store.close();
  }

  @Test
  void a_group_is_there_when_all_nodes_have_committed() throws InterruptedException {
    assertEquals(
        Statuses.ok(), wait(groups.create(spec(7, PlacementStrategy.STRICT_SPREAD, 1, 1))));
    assertEquals(Statuses.ok(), wait(groups.whenReady(TestGroups.id(7))));
    assertEquals(Set.of("prepare 127.0.0.1 1", "prepare 127.0.0.2 1"), twoNext());
    assertEquals(Set.of("commit 127.0.0.1 1", "commit 127.0.0.2 1"), twoNext());
    assertEquals(PlacementGroupState.CREATED, row(7).getState());
  }

  @Test
  void a_refusal_is_rolled_back_and_tried_again() throws InterruptedException {
    raylets.refuse("127.0.0.2");
    wait(groups.create(spec(7, PlacementStrategy.STRICT_SPREAD, 1, 1)));
    CompletableFuture<GcsStatus> ready = groups.whenReady(TestGroups.id(7));
    assertEquals(Set.of("prepare 127.0.0.1 1", "prepare 127.0.0.2 1"), twoNext());
    assertEquals(Set.of("remove 127.0.0.1 1", "remove 127.0.0.2 1"), twoNext());
    assertFalse(ready.isDone());
    raylets.relent();
    assertEquals(Statuses.ok(), wait(ready));
  }

  @Test
  void what_does_not_fit_waits_until_there_is_room() {
    wait(groups.create(spec(7, PlacementStrategy.PACK, 9)));
    CompletableFuture<GcsStatus> ready = groups.whenReady(TestGroups.id(7));
    view.registered(node(3).toBuilder().putResourcesTotal("CPU", 16).build());
    assertEquals(Statuses.ok(), wait(ready));
    assertEquals(TestNodes.id(3).bytes(), row(7).getBundles(0).getNodeId());
  }

  @Test
  void a_group_that_has_lost_a_node_gets_another() throws InterruptedException {
    wait(groups.create(spec(7, PlacementStrategy.STRICT_SPREAD, 1, 1)));
    wait(groups.whenReady(TestGroups.id(7)));
    for (int i = 0; i < 4; i++) {
      var _ = raylets.next();
    }
    view.departed(node(2));
    groups.departed(node(2));
    view.registered(node(3));
    assertEquals("prepare 127.0.0.3 1", raylets.next());
    assertEquals("commit 127.0.0.3 1", raylets.next());
    assertEquals(Statuses.ok(), wait(groups.whenReady(TestGroups.id(7))));
  }

  @Test
  void a_job_that_has_just_begun_makes_groups_in_its_namespace() {
    groups.started(TestJobs.on(1, 1));
    assertEquals(Statuses.ok(), wait(groups.create(named(7, "a"))));
    assertEquals(TestJobs.on(1, 1).getConfig().getRayNamespace(), row(7).getRayNamespace());
    assertEquals(Statuses.ok(), wait(groups.create(named(7, "a"))), "asked twice");
    assertFalse(wait(groups.create(named(8, "a"))).getMessage().isEmpty(), "the name is taken");
  }

  @Test
  void a_removed_group_does_not_come_back_when_it_is_asked_for_again() {
    groups.started(TestJobs.on(1, 1));
    wait(groups.create(named(7, "a")));
    wait(groups.remove(TestGroups.id(7)));
    assertEquals(Statuses.ok(), wait(groups.create(named(7, "a"))));
    assertEquals(PlacementGroupState.REMOVED, row(7).getState());
    assertEquals(Statuses.ok(), wait(groups.create(named(8, "a"))), "the name is free");
  }

  @Test
  void a_removed_group_gives_its_bundles_back_and_its_name() throws InterruptedException {
    wait(groups.create(named(7, "a")));
    wait(groups.whenReady(TestGroups.id(7)));
    assertEquals(Statuses.INVALID, wait(groups.create(named(8, "a"))).getCode());
    assertEquals(Statuses.ok(), wait(groups.remove(TestGroups.id(7))));
    assertEquals(PlacementGroupState.REMOVED, row(7).getState());
    assertTrue(raylets.next().startsWith("prepare"));
    assertTrue(raylets.next().startsWith("commit"));
    assertTrue(raylets.next().startsWith("remove"));
    assertEquals(GroupAnswers.REMOVED, wait(groups.whenReady(TestGroups.id(7))));
    assertEquals(Statuses.ok(), wait(groups.create(named(8, "a"))));
  }

  @Test
  void who_waits_for_a_group_hears_that_it_is_removed() {
    wait(groups.create(spec(7, PlacementStrategy.PACK, 99)));
    CompletableFuture<GcsStatus> ready = groups.whenReady(TestGroups.id(7));
    wait(groups.remove(TestGroups.id(7)));
    assertEquals(GroupAnswers.REMOVED_EARLY.getCode(), wait(ready).getCode());
  }

  @Test
  void asked_twice_for_it_a_group_is_made_once() {
    assertEquals(Statuses.ok(), wait(groups.create(named(7, "a"))));
    assertEquals(Statuses.ok(), wait(groups.create(named(7, "a"))));
  }

  @Test
  void a_group_of_an_unknown_job_is_refused() {
    PlacementGroupSpec stray = named(7, "a").toBuilder().setCreatorJobId(TestJobs.id(9)).build();
    assertEquals(Statuses.INVALID, wait(groups.create(stray)).getCode());
  }

  @Test
  void the_groups_of_a_job_end_with_it() {
    wait(groups.create(named(7, "a")));
    wait(groups.whenReady(TestGroups.id(7)));
    groups.finished(TestJobs.on(1, 1));
    wait(groups.remove(TestGroups.id(9)));
    assertEquals(PlacementGroupState.REMOVED, row(7).getState());
  }

  @Test
  void after_a_restart_a_prepared_group_is_committed_and_a_pending_one_placed()
      throws InterruptedException {
    PlacementGroupTableData prepared =
        Bundles.placed(TestGroups.group(7, PlacementStrategy.PACK, 1), Map.of(0, TestNodes.id(1)))
            .toBuilder()
            .setState(PlacementGroupState.PREPARED)
            .build();
    PlacementGroupTableData pending = TestGroups.group(8, PlacementStrategy.PACK, 1);
    groups.begin(
        new GroupRows.Kept(List.of(prepared, pending), Set.of()), List.of(node(1), node(2)));
    assertEquals(Statuses.ok(), wait(groups.whenReady(TestGroups.id(7))));
    assertEquals(Statuses.ok(), wait(groups.whenReady(TestGroups.id(8))));
    assertEquals("commit 127.0.0.1 1", raylets.next());
  }

  /// The next two requests, which may come in any order.
  private Set<String> twoNext() throws InterruptedException {
    String one = raylets.next();
    return Set.of(one, raylets.next());
  }

  private PlacementGroupTableData row(int number) {
    ByteString id = TestGroups.id(number);
    return wait(store.ask(tables -> new GroupRows(tables).find(id).orElseThrow()));
  }

  private static <T> T wait(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static PlacementGroupSpec named(int number, String name) {
    return spec(number, PlacementStrategy.PACK, 1).toBuilder().setName(name).build();
  }

  private static PlacementGroupSpec spec(int number, PlacementStrategy strategy, double... cpus) {
    PlacementGroupTableData row = TestGroups.group(number, strategy, cpus);
    return PlacementGroupSpec.newBuilder()
        .setPlacementGroupId(row.getPlacementGroupId())
        .setStrategy(strategy)
        .addAllBundles(row.getBundlesList())
        .setCreatorJobId(TestJobs.id(1))
        .setCreatorActorDead(true)
        .build();
  }

  private static GcsNodeInfo node(int number) {
    return TestNodes.worker(number).toBuilder()
        .setObjectStoreSocketName("/store")
        .putResourcesTotal("CPU", 8)
        .build();
  }
}
